/** What is used of PDF.js: the one place that names it. */
export {
  AnnotationMode,
  getDocument,
  normalizeUnicode,
  OPS,
  type PDFDocumentProxy,
  type PDFPageProxy,
  Util,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
