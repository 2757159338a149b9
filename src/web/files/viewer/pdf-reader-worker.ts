// Reads a PDF in a thread of its own. It is pdf.js as its makers bundled it; our frame holds it as text.
import './pdf-memory-limit.js'
import 'pdfjs-dist/legacy/build/pdf.worker.min.mjs'
