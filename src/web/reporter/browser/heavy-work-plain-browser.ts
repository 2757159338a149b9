// The same worker where WebAssembly is missing: its bundle holds libsodium in plain JavaScript, so that it need load nothing.
import './heavy-work-browser.js'
