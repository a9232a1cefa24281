/** Plug-ins of markdown-it that come without types of their own. */
declare module 'markdown-it-deflist' {
  export default function readDefinitionLists(parser: object): void;
}

declare module 'markdown-it-footnote' {
  export default function readFootnotes(parser: object): void;
}
