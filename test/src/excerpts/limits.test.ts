import { describe, expect, it } from 'vitest';
import { indexOf } from '../../support/indexes.ts';
import { ask, citationsOf } from '../../support/questions.ts';

/** The first excerpt of the answer from one document. */
async function shown(text: string, question: string, name = 'rules.md'): Promise<string> {
  return citationsOf(await ask(await indexOf({ [name]: text }), question))[0]?.excerpt ?? '';
}

const TAXI = 'Staff may take a taxi home after ten in the evening.';
const CYCLES = 'Bicycles are kept in the cellar of the house.';
const asked = 'May staff take a taxi home in the evening?';

describe('what limits a statement', () => {
  const limits = [
    'Contractors are excluded from this rule.',
    'Contractors are exempt from this requirement.',
    'Not applicable to contractors.',
    'There is one exception: contractors take the bus.',
    'By way of exception, contractors take the bus.',
    'The head of staff can make an exception for contractors.',
    'The above rule does not apply to contractors.',
    'This does not extend to contractors.',
    'These rides are never paid to contractors.',
    'Subject to approval by the team lead.',
    'As long as no bus is running.',
    'NB: not for contractors.',
    'Please note: contractors are not eligible.',
    'Contractors may not.',
  ];
  it.each(limits)('comes with it from the same paragraph: %s', async (limit) => {
    expect(await shown(`Travel\n\n${TAXI} ${limit}\n\n${CYCLES}`, asked, 'a.txt')).toBe(`${TAXI} ${limit}`);
  });

  it.each(limits)('comes with it from the next paragraph: %s', async (limit) => {
    expect(await shown(`Travel\n\n${TAXI}\n\n${limit}\n\n${CYCLES}`, asked, 'a.txt')).toBe(
      `${TAXI}\n\n${limit}`,
    );
  });

  it.each(['外包人员除外。', '外包人员不在此限。', '不包括外包人员。', '须经外包人员主管批准。'])(
    'comes with it in Chinese: %s',
    async (limit) => {
      const rule = '员工晚上十点以后可以乘坐出租车回家。';
      const text = `交通规定\n\n${rule}\n\n${limit}\n\n自行车应当停放在地下室。\n`;
      expect(await shown(text, '员工晚上可以乘坐出租车回家吗？', 'a.txt')).toBe(`${rule}\n\n${limit}`);
    },
  );

  it('is no statement about something else', async () => {
    for (const other of ['Only members may use the pool.', 'The lift holds six.', 'Dogs must not enter.'])
      expect(
        await shown(`The canteen opens at 11.\n\n${other}\n`, 'When does the canteen open?', 'a.txt'),
      ).toBe('The canteen opens at 11.');
  });

  it('comes with the list that it opens', async () => {
    const text =
      '# Returns\n\nYou have 30 days to return a coat.\n\nExceptions:\n\n- coats from the sale\n- coats without a label\n\nBring the receipt.\n';
    const excerpt = await shown(text, 'How long do I have to return a coat?');
    expect(excerpt).toContain('coats from the sale');
    expect(excerpt).toContain('coats without a label');
    expect(excerpt).not.toContain('receipt');
  });

  it('may stand under a heading of its own', async () => {
    const text =
      '# Unpaid leave\n\nYou can take unpaid leave for up to six months.\n\n### Exceptions\n\n- Staff on probation\n\n# Sick leave\n\nCall in before nine.\n';
    expect(await shown(text, 'Can I take unpaid leave?')).toContain('Staff on probation');
  });

  it('may close a list, or stand one level down in it', async () => {
    const boats =
      'Boats\n\n2.2 A member may\n(a) row a boat;\n(b) sail a boat;\nif the flag is green.\n\n3. Canoes may be used.\n';
    expect(await shown(boats, 'May a member sail a boat?', 'a.txt')).toContain('if the flag is green.');
    const tram =
      '# Tram\n\n- Bicycles are allowed on the tram.\n  - Not between 7 and 9.\n- Dogs are allowed on the tram.\n';
    expect(await shown(tram, 'Are bicycles allowed on the tram?')).toContain('Not between 7 and 9.');
  });

  it('may be an item of a list below it', async () => {
    const text =
      '# Tools\n\n- Drills are lent for three days.\n  - unless another member has booked them\n- Ladders are lent for a day.\n';
    expect(await shown(text, 'For how long are drills lent?')).toContain(
      'unless another member has booked them',
    );
  });

  it('is cut, and not left out, where there is much of it', async () => {
    const most = Array.from({ length: 60 }, (_, i) => `coats of kind ${i}`).join(', ');
    const text = `Returns\n\nYou have 30 days to return a coat.\n\nThis does not apply to ${most}.\n`;
    const excerpt = await shown(text, 'How long do I have to return a coat?', 'a.txt');
    expect(excerpt).toContain('This does not apply to coats');
    expect(excerpt.length).toBeLessThan(800);
  });
});

describe('a note', () => {
  it('is called from behind the full stop', async () => {
    for (const [name, text] of [
      [
        'a.md',
        '# Library\n\nBooks may be borrowed for 28 days.[^1]\n\nFines are 20 cents.\n\n[^1]: Not reference books.\n',
      ],
      [
        'a.html',
        '<h1>Library</h1><p>Books may be borrowed for 28 days.<sup>1</sup></p><p>Fines are 20 cents.</p><p><sup>1</sup> Not reference books.</p>',
      ],
    ] as const)
      expect(await shown(text, 'How long may books be borrowed?', name)).toContain('Not reference books.');
  });

  it('may look like an item of a list, where no other stands beside it', async () => {
    const page =
      '<h1>Travel</h1><p>Students travel free on Sundays.*</p><p>Seniors pay half.</p><p><small>* Except in August.</small></p>';
    expect(await shown(page, 'Do students travel free on Sundays?', 'a.html')).toMatch(
      /^Students travel free on Sundays\.\* … \* Except in August\.$/,
    );
    const list = 'Travel\n\nStudents travel free on Sundays.*\n\nSeniors pay half for:\n* trams\n* ferries\n';
    expect(await shown(list, 'Do students travel free on Sundays?', 'a.txt')).not.toContain('trams');
  });

  it('is called from the header of a table', async () => {
    const text =
      '# Prices\n\n| Offer | Price* |\n|---|---|\n| Sauna | 12 |\n| Pool | 5 |\n\n*Not on holidays.\n\nTowels are lent.\n';
    expect(await shown(text, 'What does the sauna cost?')).toContain('Not on holidays.');
  });
});

describe('a clause that another one names', () => {
  const fee = '4.1 The fee for the hall is 80 euros.\n4.2 The kitchen is open.\n\n';
  const question = 'What is the fee for the hall?';

  it('brings that one', async () => {
    expect(
      await shown(`${fee}4.3 Sections 4.1 and 4.2 do not apply to schools.\n`, question, 'a.txt'),
    ).toContain('schools');
    const leave =
      '1. Leave\n\n1.1 Employees get five weeks of leave.\n1.2 Leave is asked for.\n\n2. Requests\n\nRequests are written. Section 1 does not apply to managers.\n';
    expect(await shown(leave, 'How many weeks of leave do employees get?', 'a.txt')).toContain('managers');
  });

  it('is not the one of another document or division', async () => {
    const others: [string, string][] = [
      [
        '# Hall\n\na) Clubs may rent the hall.\nb) Schools pay half.\nc) The rules a guest orchestra brings do not apply here.\n',
        'May clubs rent the hall?',
      ],
      [
        '# Section 1 Scope\n\nThese rules hold.\n\n# Section 4 Fees\n\n1. The fee for the hall is 80 euros.\n2. The kitchen is 20 euros.\n\nSection 1 does not apply to the sheds.\n',
        question,
      ],
      [
        '# Article 1\n\n1. The fee for the hall is 80 euros.\n2. Others ask by phone.\n\nNumber 1 of Article 7 does not apply to deputies.\n',
        question,
      ],
    ];
    for (const [text, query] of others) expect(await shown(text, query)).not.toContain('not apply');
    const act =
      '第一条 会议室的费用为每日八十元。\n第二条 厨房的费用为每日二十元。\n第三条 《电梯安全法》第一条不适用于本楼。\n';
    expect(await shown(act, '会议室的费用是多少？', 'a.txt')).not.toContain('电梯');
  });
});

describe('an answer that has only begun', () => {
  it('is quoted from its "Yes." or "No." on, however far behind that it says more', async () => {
    const text =
      '# Pool\n\n**Do I need a towel?**\n\nYes.\n\nTowels are hired at the desk.\n\n**Is there parking?**\n\nNo. Use the station car park.\n';
    expect(await shown(text, 'Do I need a towel?')).toBe(
      'Do I need a towel?\n\nYes.\n\nTowels are hired at the desk.',
    );
    expect(await shown(text, 'Is there parking?')).toBe('Is there parking?\n\nNo. Use the station car park.');
  });

  it('takes along what it says next', async () => {
    const text =
      '# FAQ\n\n## Is the sauna free?\n\nYes.\n\nGuests of the hotel pay nothing; others pay 12 euros.\n\n## Is parking free?\n\nIt depends. The first hour is free.\n';
    expect(await shown(text, 'Is the sauna free?')).toContain('Guests of the hotel');
    expect(await shown(text, 'Is parking free?')).toContain('The first hour');
  });
});
