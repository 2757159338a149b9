// For pages that the server draws whole: their forms, and the way out.
import { wireForms } from './form-sending.js'
import { wireSignOut } from './sign-out-button.js'

wireForms()
wireSignOut()
