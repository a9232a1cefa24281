import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** A ZIP file with these files in it. */
export async function zipOf(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), path);
  zip.end();
  return buffer(zip.outputStream);
}

const TRANSITIONAL = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** What the files of a .docx hold, without their roots; and the namespace, which is another one in the strict edition. */
export type WordFile = {
  readonly body: string;
  readonly styles?: string;
  readonly numbering?: string;
  readonly footnotes?: string;
  readonly endnotes?: string;
  readonly settings?: string;
  readonly title?: string;
  readonly namespace?: string;
};

/** A .docx, as small as can be. */
export function wordFile({ body, title, namespace = TRANSITIONAL, ...others }: WordFile): Promise<Buffer> {
  const namespaces = [
    `xmlns:w="${namespace}"`,
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
    'xmlns:v="urn:schemas-microsoft-com:vml"',
  ].join(' ');
  const root = (name: string, content: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?><w:${name} ${namespaces}>${content}</w:${name}>`;
  const parts = Object.entries(others);
  return zipOf({
    '_rels/.rels': relations([
      ['officeDocument', 'word/document.xml'],
      ['metadata/core-properties', 'docProps/core.xml'],
    ]),
    'word/document.xml': root('document', `<w:body>${body}</w:body>`),
    'word/_rels/document.xml.rels': relations(parts.map(([name]) => [name, `${name}.xml`])),
    'docProps/core.xml': `<p xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${title ?? ''}</dc:title></p>`,
    ...Object.fromEntries(parts.map(([name, content]) => [`word/${name}.xml`, root(name, content)])),
  });
}

function relations(list: readonly (readonly [type: string, target: string])[]): string {
  const found = list.map(
    ([type, target], i) => `<Relationship Id="r${i}" Type="http://example.org/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${found.join('')}</Relationships>`;
}

/** A run of text with these properties. */
export function run(text: string, properties = ''): string {
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
}

/** A paragraph of runs, or of a plain text, with these properties. */
export function paragraph(content: string, properties = ''): string {
  const runs = content.startsWith('<') || content === '' ? content : run(content);
  return `<w:p><w:pPr>${properties}</w:pPr>${runs}</w:p>`;
}

/** An item of a list, at a depth from 0. */
export function item(text: string, list = 1, depth = 0): string {
  return paragraph(text, `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${list}"/></w:numPr>`);
}

export function table(...rows: readonly string[]): string {
  return `<w:tbl>${rows.join('')}</w:tbl>`;
}

/** A row of cells, each a text or a cell as it is written. */
export function row(...cells: readonly string[]): string {
  return `<w:tr>${cells.map((each) => (each.startsWith('<') ? each : cell(each))).join('')}</w:tr>`;
}

export function cell(content: string, properties = ''): string {
  const blocks = /^<w:(?:p|tbl)>/.test(content) ? content : paragraph(content);
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${blocks}</w:tc>`;
}

/** A list's levels as pairs of format and text, and what else each says. */
export function list(
  id: number,
  ...levels: readonly (readonly [format: string, text: string, more?: string])[]
): string {
  const written = levels.map(
    ([format, text, more = ''], depth) =>
      `<w:lvl w:ilvl="${depth}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>${more}</w:lvl>`,
  );
  return `<w:abstractNum w:abstractNumId="${id}">${written.join('')}</w:abstractNum><w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`;
}

/** A style of paragraphs with these settings: its name, what it is based on, its properties. */
export function style(id: string, name: string, more = ''): string {
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`;
}
