import { findAll, parseXml, type XmlElement } from './xml.ts';

/** The files of a .docx that its text is made of, as trees. */
export type WordPackage = {
  readonly document: XmlElement;
  readonly styles: XmlElement | undefined;
  readonly numbering: XmlElement | undefined;
  readonly footnotes: XmlElement | undefined;
  readonly endnotes: XmlElement | undefined;
  readonly settings: XmlElement | undefined;
  /** What the file says of itself. */
  readonly properties: XmlElement | undefined;
};

/** Names in both editions of the standard, ISO/IEC 29500 Transitional and Strict. */
const NAMESPACES = new Map(
  [
    ['w', 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'],
    ['w', 'http://purl.oclc.org/ooxml/wordprocessingml/main'],
    ['m', 'http://schemas.openxmlformats.org/officeDocument/2006/math'],
    ['m', 'http://purl.oclc.org/ooxml/officeDocument/math'],
    ['dc', 'http://purl.org/dc/elements/1.1/'],
    ['mc', 'http://schemas.openxmlformats.org/markup-compatibility/2006'],
    ['w14', 'http://schemas.microsoft.com/office/word/2010/wordml'],
  ].map(([prefix = '', address = '']) => [address, prefix]),
);

/** Whether a file of the package may be one of those that are read. */
export function isMarkup(path: string): boolean {
  return /\.(?:xml|rels)$/i.test(path);
}

/** Finds the parts of a package by what its files say of each other. `null` if it holds no document of Word's. */
export function openPackage(files: ReadonlyMap<string, Buffer>): WordPackage | null {
  const byPath = new Map([...files].map(([path, bytes]) => [path.toLowerCase(), bytes]));
  const read = (path: string | undefined): XmlElement | undefined => {
    const bytes = path === undefined ? undefined : byPath.get(path.toLowerCase());
    return bytes === undefined ? undefined : parseXml(bytes, NAMESPACES);
  };
  const top = relations(read('_rels/.rels'), '');
  const main = top.get('officeDocument');
  const document = read(main);
  if (main === undefined || document?.name !== 'w:document') return null;
  const [, folder = '', name = ''] = /^(.*\/|)([^/]*)$/.exec(main) ?? [];
  const parts = relations(read(`${folder}_rels/${name}.rels`), folder);
  return {
    document,
    styles: read(parts.get('styles')),
    numbering: read(parts.get('numbering')),
    footnotes: read(parts.get('footnotes')),
    endnotes: read(parts.get('endnotes')),
    settings: read(parts.get('settings')),
    properties: read(top.get('core-properties')),
  };
}

/** Paths of the files that a file in `folder` names, by what they are to it. */
function relations(list: XmlElement | undefined, folder: string): ReadonlyMap<string, string> {
  return new Map(
    findAll(list, 'Relationship').map(({ attributes }) => {
      const type = attributes.get('Type')?.replace(/^.*\//, '') ?? '';
      const target = attributes.get('Target') ?? '';
      return [type, new URL(target, `file:///${folder}`).pathname.slice(1)];
    }),
  );
}
