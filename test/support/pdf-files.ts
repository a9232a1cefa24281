/** Something on a page, in points from its top left corner: words at a base line, or instructions of a page's own. */
export type Drawn =
  | {
      readonly text: string;
      readonly x: number;
      readonly y: number;
      readonly size?: number;
      readonly font?: FontName;
    }
  | { readonly instructions: string };

const FONTS = {
  plain: 'Helvetica',
  bold: 'Helvetica-Bold',
  other: 'Courier',
  dingbats: 'ZapfDingbats',
} as const;
type FontName = keyof typeof FONTS;

/** What a page has beside what is drawn on it: dictionaries of its annotations, as the file writes them. */
export type PdfPage = { readonly drawn: readonly Drawn[]; readonly annotations?: readonly string[] };

/** More of the file: the layer that `/OC /Hidden BDC` puts things on is switched off, a title is recorded. */
export type PdfOptions = { readonly title?: string };

const HEIGHT = 842;

/** A PDF file of pages of 595 by 842 points. */
export function pdfOf(pages: readonly (PdfPage | readonly Drawn[])[], { title }: PdfOptions = {}): Buffer {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const catalog = add('');
  const tree = add('');
  const layer = add('<</Type /OCG /Name (Old)>>');
  const fonts = Object.entries(FONTS).map(([name, font]) => {
    const encoding = name === 'dingbats' ? '' : ' /Encoding /WinAnsiEncoding';
    return `/${name} ${add(`<</Type /Font /Subtype /Type1 /BaseFont /${font}${encoding}>>`)} 0 R`;
  });
  const resources = `<</Font <<${fonts.join(' ')}>> /Properties <</Hidden ${layer} 0 R>>>>`;
  const kids = pages.map((page) => {
    const { drawn, annotations = [] }: PdfPage = 'drawn' in page ? page : { drawn: page };
    const content = drawn.map(instructionsOf).join('\n');
    const stream = add(`<</Length ${content.length}>>\nstream\n${content}\nendstream`);
    const annots = annotations.map((annotation) => `${add(`<</Type /Annot ${annotation}>>`)} 0 R`);
    return add(
      `<</Type /Page /Parent ${tree} 0 R /MediaBox [0 0 595 ${HEIGHT}] /Resources ${resources} /Contents ${stream} 0 R /Annots [${annots.join(' ')}]>>`,
    );
  });
  const fields = objects.flatMap((body, i) => (body.includes('/Widget') ? [`${i + 1} 0 R`] : []));
  const info = add(title === undefined ? '<<>>' : `<</Title (${escaped(title)})>>`);
  const layers = `<</OCGs [${layer} 0 R] /D <</OFF [${layer} 0 R]>>>>`;
  objects[catalog - 1] =
    `<</Type /Catalog /Pages ${tree} 0 R /OCProperties ${layers} /AcroForm <</Fields [${fields.join(' ')}]>>>>`;
  objects[tree - 1] =
    `<</Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}]>>`;
  return assembled(objects, `/Root ${catalog} 0 R /Info ${info} 0 R`);
}

/** Lines of text below each other, from `y` on. */
export function lines(
  texts: readonly string[],
  at: { x?: number; y: number; leading?: number; size?: number; font?: FontName },
): Drawn[] {
  const { x = 60, y, leading = 14, ...type } = at;
  return texts.map((text, i) => ({ text, x, y: y + i * leading, ...type }));
}

function instructionsOf(drawn: Drawn): string {
  if ('instructions' in drawn) return drawn.instructions;
  const { text, x, y, size = 11, font = 'plain' } = drawn;
  return `BT /${font} ${size} Tf 1 0 0 1 ${x} ${HEIGHT - y} Tm (${escaped(text)}) Tj ET`;
}

function escaped(text: string): string {
  return text.replace(/[\\()]/g, '\\$&');
}

function assembled(objects: readonly string[], trailer: string): Buffer {
  let file = '%PDF-1.5\n';
  const offsets = objects.map((body, i) => {
    const offset = file.length;
    file += `${i + 1} 0 obj ${body} endobj\n`;
    return offset;
  });
  const start = file.length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  file += `trailer <</Size ${objects.length + 1} ${trailer}>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
