import { stemOf } from './stemming.ts';

/** Units, written abbreviations and clippings that everybody uses, each short for one word only. */
const SHORT_FOR: ReadonlyMap<string, string> = new Map(
  Object.entries({
    km: 'kilometer',
    cm: 'centimeter',
    mm: 'millimeter',
    kg: 'kilogram',
    mg: 'milligram',
    ml: 'milliliter',
    hrs: 'hour',
    mins: 'minute',
    yrs: 'year',
    lbs: 'pound',
    acct: 'account',
    ad: 'advertisement',
    admin: 'administration',
    advert: 'advertisement',
    appt: 'appointment',
    approx: 'approximate',
    asst: 'assistant',
    avg: 'average',
    demo: 'demonstration',
    dept: 'department',
    doc: 'document',
    exam: 'examination',
    exec: 'executive',
    flu: 'influenza',
    fridge: 'refrigerator',
    gov: 'government',
    govt: 'government',
    gym: 'gymnasium',
    info: 'information',
    intro: 'introduction',
    lab: 'laboratory',
    math: 'mathematics',
    max: 'maximum',
    memo: 'memorandum',
    mgmt: 'management',
    mgr: 'manager',
    org: 'organization',
    photo: 'photograph',
    promo: 'promotion',
    qty: 'quantity',
    ref: 'reference',
    rep: 'representative',
    spec: 'specification',
    stat: 'statistics',
    uni: 'university',
    univ: 'university',
  }).flatMap(([short, word]) => [short, `${short}s`].map((form) => [form, stemOf(word)] as const)),
);

/** The term of the word that another one, in lower case, is short for. */
export function fullTermOf(word: string): string | undefined {
  return SHORT_FOR.get(word);
}
