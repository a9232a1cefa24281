import { SaxesParser } from 'saxes';

/** An element of an XML file of the kinds whose elements hold either text or other elements. */
export type XmlElement = {
  /** With the prefix its namespace has in {@link Namespaces}, whatever the file calls it; without one if it is not there. */
  readonly name: string;
  /** By their names without prefixes. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
};

/** Prefixes by the addresses of namespaces. */
export type Namespaces = ReadonlyMap<string, string>;

/** Far beyond what any program writes, so that what walks a tree may call itself. */
const MAX_DEPTH = 400;

type Open = { name: string; attributes: ReadonlyMap<string, string>; children: XmlElement[]; text: string };

/** Most elements have none of either, and share these. */
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();
const NO_CHILDREN: XmlElement[] = [];

/**
 * The root of an XML file. Throws where it is not well-formed, is nested without end, or declares a document type, which
 * could make much of little.
 */
export function parseXml(bytes: Uint8Array, namespaces: Namespaces): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const open: Open[] = [];
  const names = new Map<string, string>();
  let root: XmlElement | undefined;
  const write = (text: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  parser.on('error', (err) => {
    throw err;
  });
  parser.on('doctype', () => {
    throw new Error('it declares a document type');
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    if (open.length >= MAX_DEPTH) throw new Error(`it is nested deeper than ${MAX_DEPTH} levels`);
    const prefix = namespaces.get(uri);
    const name = prefix === undefined ? local : `${prefix}:${local}`;
    const known = names.get(name) ?? name;
    names.set(known, known);
    const element = { name: known, attributes: byName(attributes), children: NO_CHILDREN, text: '' };
    const parent = open.at(-1);
    if (parent === undefined) root ??= element;
    else if (parent.children === NO_CHILDREN) parent.children = [element];
    else parent.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.on('text', write);
  parser.on('cdata', write);
  parser.write(decode(bytes)).close();
  if (root === undefined) throw new Error('it is empty');
  return root;
}

function byName(
  attributes: Readonly<Record<string, { readonly local: string; readonly value: string }>>,
): ReadonlyMap<string, string> {
  const values = Object.values(attributes);
  return values.length === 0 ? NO_ATTRIBUTES : new Map(values.map(({ local, value }) => [local, value]));
}

/** Such files are UTF-8, or UTF-16 with a byte order mark. */
function decode(bytes: Uint8Array): string {
  const mark = Buffer.from(bytes.subarray(0, 2)).toString('hex');
  const encoding = { fffe: 'utf-16le', feff: 'utf-16be' }[mark] ?? 'utf-8';
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}

/** The element that a path of names leads to, each time to the first child of the name. */
export function find(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce(
    (found: XmlElement | undefined, name) => found?.children.find((child) => child.name === name),
    element,
  );
}

/** Children of this name. */
export function findAll(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}
