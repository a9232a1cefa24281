import { frequencyOf } from './general-english.ts';

/** What no rule tells: how words begin in British and in American English. */
const BEGINNINGS: readonly (readonly [RegExp, string])[] = Object.entries({
  acknowledgement: 'acknowledgment',
  adviser: 'advisor',
  aeroplane: 'airplane',
  ageing: 'aging',
  aluminium: 'aluminum',
  archeo: 'archaeo',
  artefact: 'artifact',
  byelaw: 'bylaw',
  'centre(?=[a-z]{3})': 'center',
  'chilli(?=s?$|es$)': 'chili',
  'cheque(?!r)': 'check',
  'chequ(?=er)': 'check',
  'cos(?=y$|ie)': 'coz',
  councillor: 'councilor',
  'disc(?=s?$)': 'disk',
  doughnut: 'donut',
  draught: 'draft',
  dreamt: 'dreamed',
  enquir: 'inquir',
  'fibre(?=[a-z]{3})': 'fiber',
  gaol: 'jail',
  gipsy: 'gypsy',
  grey: 'gray',
  jewellery: 'jewelry',
  kerb: 'curb',
  learnt: 'learned',
  licenc: 'licens',
  'manoeuvre(?!d)': 'maneuver',
  manoeuvr: 'maneuver',
  maths$: 'math',
  mould: 'mold',
  moustache: 'mustache',
  omelette: 'omelet',
  plough: 'plow',
  practis: 'practic',
  pyjama: 'pajama',
  sceptic: 'skeptic',
  smoulder: 'smolder',
  'specialit(?=y$|ies$)': 'specialt',
  spelt$: 'spelled',
  spoilt$: 'spoiled',
  storey: 'story',
  sulph: 'sulf',
  syphon: 'siphon',
  'theatre(?=[a-z]{3})': 'theater',
  tranquillis: 'tranquiliz',
  tsar: 'czar',
  tyre: 'tire',
  whisky: 'whiskey',
  yoghurt: 'yogurt',
}).map(([british, american]) => [new RegExp(`^(?:${british})`), american]);

/** Endings and letters that American English spells otherwise, where it has the word so spelled. */
const RULES: readonly (readonly [RegExp, string])[] = [
  // centre, centring, defence, programme, traveller, skilful, likeable, judgement, foetus
  [/re(?=s?$)/, 'er'],
  [/red$/, 'ered'],
  [/ring$/, 'ering'],
  [/ence(?=s?$|less)/, 'ense'],
  [/mme(?=s?$)/, 'm'],
  [/ll(?=ed$|ing$|ers?$|ors?$|ous|en$)/, 'l'],
  [/l(?=ful|ment)/, 'll'],
  [/(?<=[^cg])e(?=able$)/, ''],
  [/dgement/, 'dgment'],
  [/(?<=^f)ae(?=c)|(?<=^f)oe(?=t)|^oe(?=[ds])/, 'e'],
];

/** "colour" in "colourful": what counts is the word it is made of. */
const COLOUR = /^(.{2,}?)our/;
/** "organise", "analyse", and all that is made of them. */
const ORGANISE = /^(.{3,}[iy])s(e[drs]?$|ers$|ing|abl[ey]$|ations?$|ational|ement)/;
const VERB_ENDINGS = ['e', 'es', 'ed', 'ing'];
/** "catalogue", "dialogues", "cataloguing" */
const CATALOGUE = /(?<=log)(?:ue(?=s?$)|u(?=ed$|ing$))/;
/** "paediatric", "haematology": in short words these are other sounds, as in "poet". */
const PAEDIATRIC = /(?<=^(?=.{7}).*)[ao]e/;
/** A word that general English hardly has. */
const HARDLY = 5;
const PREFIX = /^(?:un|dis|mis|multi|under|over)(?=.{6})/;

/**
 * The American spelling of an English word in lower case; the word itself where it has no other. It need not be one that
 * anybody writes: what matters is that both spellings come to the same.
 */
export function americanSpellingOf(word: string): string {
  const [prefix = ''] = PREFIX.exec(word) ?? [];
  if (prefix !== '') return prefix + americanSpellingOf(word.slice(prefix.length));
  const [british, american] = BEGINNINGS.find(([beginning]) => beginning.test(word)) ?? [];
  if (british !== undefined && american !== undefined) return word.replace(british, american);
  return RULES.reduce(
    (spelled, [ending, other]) => commonerOf(spelled, spelled.replace(ending, other)),
    asVerb(asColour(asPaediatric(word.replace(CATALOGUE, '')))),
  );
}

function asPaediatric(word: string): string {
  const other = word.replace(PAEDIATRIC, 'e');
  return frequencyOf(word) < HARDLY ? other : commonerOf(word, other);
}

function asColour(word: string): string {
  const [, hue = ''] = COLOUR.exec(word) ?? [];
  return hue !== '' && frequencyOf(`${hue}or`) > frequencyOf(`${hue}our`)
    ? word.replace(COLOUR, '$1or')
    : word;
}

function asVerb(word: string): string {
  const [, verb = ''] = ORGANISE.exec(word) ?? [];
  const isBritish = verb !== '' && frequencyOfVerb(`${verb}z`) >= frequencyOfVerb(`${verb}s`);
  return isBritish ? word.replace(ORGANISE, '$1z$2') : word;
}

function frequencyOfVerb(stem: string): number {
  return VERB_ENDINGS.reduce((sum, ending) => sum + frequencyOf(stem + ending), 0);
}

function commonerOf(word: string, other: string): string {
  return frequencyOf(singularOf(other)) > frequencyOf(singularOf(word)) ? other : word;
}

/** "metre" of "metres": plurals may be too rare to compare. */
function singularOf(word: string): string {
  return word.replace(/(?<=[^su])s$/, '');
}
