import { isOn, valOf } from './docx-properties.ts';
import { lowered, raised } from './raised-text.ts';
import { find, findAll, type XmlElement } from './xml.ts';

/** An equation on one line, as it would be typed: `a/b`, `x²`, `√(a + b)`. */
export function linearMath(element: XmlElement | undefined): string {
  return element?.children.map(linear).join('') ?? '';
}

function linear(element: XmlElement): string {
  const part = (name: string): string => linearMath(find(element, `m:${name}`));
  switch (element.name) {
    case 'm:r':
    case 'w:r':
      return element.children.map((child) => (/^[mw]:t$/.test(child.name) ? child.text : '')).join('');
    case 'm:f':
      return fraction(element, part('num'), part('den'));
    case 'm:sSup':
      return part('e') + above(part('sup'));
    case 'm:sSub':
      return part('e') + below(part('sub'));
    case 'm:sSubSup':
      return `${part('e')}${below(part('sub'))}${above(part('sup'))}`;
    case 'm:sPre':
      return `${below(part('sub'))}${above(part('sup'))} ${part('e')}`;
    case 'm:rad':
      return root(part('deg'), part('e'));
    case 'm:nary':
      return `${valOf(find(element, 'm:naryPr'), 'm:chr') ?? '∫'}${below(part('sub'))}${above(part('sup'))} ${part('e')}`;
    case 'm:d':
      return fenced(element);
    case 'm:func':
      return `${part('fName')} ${part('e')}`;
    case 'm:limLow':
      return part('e') + below(part('lim'));
    case 'm:limUpp':
      return part('e') + above(part('lim'));
    case 'm:m':
      return `[${findAll(element, 'm:mr').map(cells).join('; ')}]`;
    case 'm:eqArr':
      return findAll(element, 'm:e').map(linearMath).join('; ');
    case 'm:phant':
      return isOn(find(element, 'm:phantPr'), 'm:show') === false ? '' : part('e');
    default:
      return /Pr$/.test(element.name) || /^w:(?:del|moveFrom)$/.test(element.name) ? '' : linearMath(element);
  }
}

function fraction(element: XmlElement, numerator: string, denominator: string): string {
  const isStack = valOf(find(element, 'm:fPr'), 'm:type') === 'noBar'; // A binomial coefficient.
  return isStack ? `${numerator} over ${denominator}` : `${grouped(numerator)}/${grouped(denominator)}`;
}

function root(degree: string, radicand: string): string {
  const sign = { '': '√', '2': '√', '3': '∛', '4': '∜' }[degree.trim()];
  return sign === undefined
    ? `${grouped(radicand)}${above(`1/${grouped(degree)}`)}`
    : `${sign}${grouped(radicand)}`;
}

function fenced(element: XmlElement): string {
  const properties = find(element, 'm:dPr');
  const [open, between, close] = ['begChr', 'sepChr', 'endChr'].map((name) => valOf(properties, `m:${name}`));
  return `${open ?? '('}${findAll(element, 'm:e')
    .map(linearMath)
    .join(between ?? '|')}${close ?? ')'}`;
}

function cells(row: XmlElement): string {
  return findAll(row, 'm:e').map(linearMath).join(', ');
}

function above(text: string): string {
  if (text.trim() === '') return '';
  return /^[-+−\d]+$/.test(text.trim()) ? raised(text) : `^${grouped(text)}`;
}

function below(text: string): string {
  if (text.trim() === '') return '';
  return /^\d+$/.test(text.trim()) ? lowered(text) : `_${grouped(text)}`;
}

/** In parentheses unless it reads as one without. */
function grouped(text: string): string {
  return /^(?:[\p{L}\p{N}.,′]+|\(.*\))$/u.test(text.trim()) ? text.trim() : `(${text.trim()})`;
}
