// The estimator of passphrases, for the pages that let one be chosen. A file of its own: its lists of words are large, and most pages
// need none.
export { judgePassphrase } from '../../../../sealing/passphrase-strength.js'
