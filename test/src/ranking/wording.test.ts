import { expect, it } from 'vitest';
import { indexOf } from '../../support/indexes.ts';
import { ask, citationsOf } from '../../support/questions.ts';

const OTHER_NOTES = `Canteen notes

The canteen opens at eight and closes at three.

Trays are returned to the rack by the door.
`;

/** A document of two rules, a question, and the words that the best excerpt begins with or holds. */
it.each([
  ['US staff are paid on the ninth.', 'French staff are paid on the second.', 'When are US staff paid?'],
  ['The U.S. office opens early.', 'The French office opens late.', 'When does the US office open?'],
  ['The fair takes place in May.', 'The rally takes place in June.', 'what takes place in may?'],
  ['The favourite dish changes weekly.', 'The roof is mended.', 'When does the favorite dish change?'],
  ['The program is printed each spring.', 'The roof is mended.', 'When is the programme printed?'],
  ['The non-profit is audited each spring.', 'The roof is mended.', 'When is the nonprofit audited?'],
  ['The nonprofit is audited each spring.', 'The roof is mended.', 'When is the non-profit audited?'],
  ['The time sheet is signed each spring.', 'The roof is mended.', 'When is the timesheet signed?'],
  ['The timesheet is signed each spring.', 'The roof is mended.', 'When is the time sheet signed?'],
  ['The on-boarding is held each spring.', 'The roof is mended.', 'When is the onboarding held?'],
  ['The onboarding is held each spring.', 'The roof is mended.', 'When is the on boarding held?'],
  ['The sign up sheet hangs out each spring.', 'The roof is mended.', 'When does the signup sheet hang out?'],
  ['The login is reset each spring.', 'The roof is mended.', 'When is the log in reset?'],
  ['The file_name is set each spring.', 'The roof is mended.', 'When is the filename set?'],
  ['The Wi-Fi is reset each spring.', 'The roof is mended.', 'when is the wifi reset'],
  ['Form AR-7 is for heating.', 'Form C-8 is for rent.', 'What is AR7 for?'],
  ['Form AR7 is for heating.', 'Form C8 is for rent.', 'What is form AR-7 for?'],
  ['C++ files have four spaces.', 'C files have tabs.', 'What do C++ files have?'],
  ['C files have tabs.', 'C++ files have four spaces.', 'What do C files have?'],
  ['GPs sign the form.', 'Porters carry the form.', 'What does a GP sign?'],
  ['The fine is 12.500 euro.', 'The toll is 2.500 euro.', 'What is 12,500 euro?'],
  ['The bridge costs £1.5m.', 'The road costs £900k.', 'What costs 1,500,000 pounds?'],
  ['The hall holds two hundred and fifty people.', 'The attic holds thirty.', 'What holds 250 people?'],
  ['The gate closes at 14:00.', 'The shop closes at 16:30.', 'What closes at 2 pm?'],
  ['The gate closes at half past two.', 'The shop closes at 16:30.', 'What closes at 2:30 pm?'],
  ['The fair is on 3 November 2026.', 'The rally is on 4 December 2026.', 'What is on 2026-11-03?'],
  ['Version 2 ends in May.', 'Version 3 ends in June.', 'When does v2 end?'],
  ['The max. load is 40 kg.', 'The min. load is 4 kg.', 'What is the maximum load?'],
  ['Women swim on Mondays.', 'Men swim on Fridays.', 'When does a woman swim?'],
  ['Visitors were taught to swim.', 'Visitors were shown around.', 'Who teaches visitors?'],
  ['The rink opens on Nov. 3.', 'The pool opens on June 3.', 'What opens in November?'],
  ['Part IV deals with noise.', 'Part VI deals with waste.', 'What does part 4 deal with?'],
  ['Schedule 3 covers noise.', 'Schedule 2 covers waste.', 'what does schedule iii cover?'],
  ['第十三条 会议每年两次。', '第十四条 会费每年一次。', '第13条说什么？'],
  ['大桥造价一百五十万元。', '道路造价三百万元。', '什么造价150万元？'],
  ['The path is 5km long.', 'The road is 9km long.', 'What is 5 kilometres long?'],
  ['The desk answers within 24h.', 'The lab answers within 48h.', 'Who answers within 24 hours?'],
  ['R&D budgets are set in June.', 'Other budgets are set in July.', 'When are R and D budgets set?'],
  [
    'It is impossible to change shifts.',
    'Fines for shifts are imposed.',
    'Is it imposible to change shifts?',
  ],
  [
    'The office in Warsaw opens at nine.',
    'The wars museum opens at ten.',
    'When does the office in Warsw open?',
  ],
  [
    'The US office opens at nine.',
    'The French office opens at ten.',
    'When does the United States office open?',
  ],
  [
    'The office in the United Kingdom opens at nine.',
    'The office in Spain opens at ten.',
    'When does the UK office open?',
  ],
  ['The A.I. desk opens at nine.', 'The print desk opens at ten.', 'When does the AI desk open?'],
  ['Alice has 2½ days left.', 'Bob has 2 days left.', 'Who has 2.5 days left?'],
  ['Alice has two and a half days left.', 'Bob has two days left.', 'Who has 2.5 days left?'],
  ['Alice has two dozen eggs.', 'Bob has a dozen eggs.', 'Who has 24 eggs?'],
  [
    'The Q3 2025 report is late.',
    'The Q4 2025 report is early.',
    'Which report is of the third quarter of 2025?',
  ],
  ['The room has 20 m² of floor.', 'The hall has 20 metres of wall.', 'What has 20 square metres?'],
  [
    'Staff with 6 to 10 years get tea.',
    'Staff with 1 to 5 years get rum.',
    'What do staff with 7 years get?',
  ],
  ['Vitamin B 12 is free.', 'Vitamin B 13 is dear.', 'What is free of vitamin B-12?'],
  ['Mr. Müller opens the gate.', 'Mr. Meier locks the gate.', 'What does Mueller open?'],
  ['The bldg. manager has the key.', 'The cook has a spoon.', 'What does the building manager have?'],
  ['The government office pays.', 'The club pays nothing.', 'Which gov office pays?'],
  ['The dropoff is at the gate.', 'The cook is at the door.', 'Where is the drop-off?'],
  ['Parking on site costs nothing.', 'Parking in town costs nine euro.', 'What does onsite parking cost?'],
  ['Die Straße wird gekehrt.', 'Der Hof wird gemalt.', 'Wann wird die Strasse gekehrt?'],
])('finds "%s", not "%s", for "%s"', async (wanted, other, question) => {
  const index = await indexOf({ 'a.txt': `Notes\n\n${other}\n\n${wanted}\n`, 'b.txt': OTHER_NOTES });
  const [best] = citationsOf(await ask(index, question));
  expect(best?.excerpt).toContain(wanted);
});

it('finds by an abbreviation what a document explains by it, and the other way round', async () => {
  const index = await indexOf({
    'a.txt':
      'Rules\n\nThe chief fire officer (CFO) signs the plan.\n\nA permit from the CFO costs nine euro.\n',
    'b.txt': OTHER_NOTES,
  });
  const [best] = citationsOf(await ask(index, 'What does a permit from the chief fire officer cost?'));
  expect(best?.excerpt).toContain('nine euro');
  expect(best?.why.words.find(({ by }) => by === 'abbreviation')).toMatchObject({
    asked: 'chief',
    found: 'CFO',
  });
});

it('does not take words apart or together that the documents do not', async () => {
  const index = await indexOf({
    'a.txt': 'Rules\n\nA car is washed each spring. A pet is washed each autumn.\n',
    'b.txt': OTHER_NOTES,
  });
  expect((await ask(index, 'When is the carpet washed?')).unknownWords.map(({ text }) => text)).toContain(
    'carpet',
  );
});

it('has nothing to say of words that only look alike', async () => {
  const index = await indexOf({
    'a.txt': 'City\n\nUniversal bins stand on each corner.\n',
    'b.txt': OTHER_NOTES,
  });
  expect((await ask(index, 'When does the university open?')).kind).toBe('none');
});
