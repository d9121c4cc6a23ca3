import { scan } from '../../../src/parsers/audiocodes-ini/scan.js';
import { splitCells } from '../../../src/parsers/audiocodes-ini/cells.js';
import { SourceText } from '../../../src/text/source-text.js';
import { cpuSeconds, LINEAR } from '../../support/cpu.js';

const read = (text: string) =>
  scan(SourceText.of('x.ini', text), { tables: ['T'], parameters: ['Speed'], columns: { T: ['Context'] }, others: [] });
const cellsOf = (text: string) =>
  (read(text).tables.get('t')?.rows ?? []).map(({ index, cells }) => [
    index,
    Object.fromEntries([...cells].map(([column, cell]) => [column, cell.text])),
  ]);
const faults = (text: string) => read(text).faults.map(({ kind, because }) => `${kind}: ${because}`);

describe('rows', () => {
  const a = (cell: string) => `[ T ]\nFORMAT Index = A, B;\nT 0 = ${cell}, 2;\n[ \\T ]\n`;

  it.each([
    ['a comma, a semicolon and a backslash in quotes are data', a('"1,2;\\d"'), '1,2;\\d'],
    ['an empty cell', a(''), ''],
    ['an empty string', a('""'), ''],
    ['a bare address', a('0.0.0.0'), '0.0.0.0'],
    ['single quotes and comparison signs', a(`"x == 'y' <z>"`), `x == 'y' <z>`],
  ])('%s', (_, text, expected) => {
    expect(cellsOf(text)).toEqual([['0', { a: expected, b: '2' }]]);
    expect(faults(text)).toEqual([]);
  });

  it.each([
    ['long style', '[ T ]\nFORMAT T_Index = T_A, t_b;\nT 0 = 1, 2;\n[ \\T ]\n'],
    ['rows that start with the word Index', '[ T ]\nFORMAT Index = A, B;\nIndex 0 = 1, 2;\n[ \\T ]\n'],
    ['marks without blanks', '[T]\nFORMAT Index = A, B;\nT 0 = 1, 2;\n[\\T]\n'],
    ['a comment before FORMAT', '[ T ]\n; why\nFORMAT Index = A, B;\nT 0 = 1, 2;\n[ \\T ]\n'],
    ['other case', '[ t ]\nformat index = a, b;\nt 0 = 1, 2;\n[ \\t ]\n'],
    ['tabs and trailing blanks', '[ T ]\t\nFORMAT\tIndex =\tA,\tB; \nT\t0\t=\t1,\t2;\t\n[ \\T ]  \n'],
    ['pager residue', '[ T ]\nFORMAT Index = A, B;\n -- More -- \n\x1b[K--MORE--T 0 = 1, 2;\n[ \\T ]\n'],
    ['CR CR LF', '[ T ]\r\r\nFORMAT Index = A, B;\r\r\nT 0 = 1, 2;\r\r\n[ \\T ]\r\r\n'],
    ['a byte order mark', '\xef\xbb\xbf[ T ]\nFORMAT Index = A, B;\nT 0 = 1, 2;\n[ \\T ]'],
    ['FORMAT anew for later rows', '[ T ]\nFORMAT Index = B;\nFORMAT Index = B, A;\nT 0 = 2, 1;\n[ \\T ]\n'],
  ])('%s', (_, text) => {
    expect(cellsOf(text)).toEqual([['0', { a: '1', b: '2' }]]);
    expect(faults(text)).toEqual([]);
  });

  it('keeps indices apart that have several parts', () => {
    const text = '[ T ]\nFORMAT T_I0, T_I1 = A;\nT 0, 3 = 1;\nT 0,4 = 2;\n[ \\T ]\n';
    expect(cellsOf(text).map(([index]) => index)).toEqual(['0,3', '0,4']);
  });

  it.each([
    ['an odd quote', a('"1'), 'statement: its double quotes do not pair up'],
    ['a quote inside a cell', a('"1"2"3"'), 'statement: a double quote stands inside a cell'],
    ['a cell too many', a('1, 1'), 'statement: it has 3 cells and FORMAT names 2 columns'],
    ['no semicolon', '[ T ]\nFORMAT Index = A;\nT 0 = 1\nT 1 = 2;\n[ \\T ]\n', 'statement: no semicolon ends it'],
    [
      'text after the semicolon',
      '[ T ]\nFORMAT Index = A;\nT 0 = 1; x\n[ \\T ]\n',
      'statement: text follows its semicolon',
    ],
    ['no FORMAT line', '[ T ]\nT 0 = 1;\n[ \\T ]\n', 'statement: no FORMAT line stands before it'],
    ['a row outside its table', 'T 0 = 1;\n', 'statement: it stands outside its table'],
    ['two lines that are no rows', '[ T ]\nFORMAT Index = A;\nT_A:  1\nT_B:  2\n[ \\T ]\n', 'statement: it is no row'],
    [
      'no close mark in the middle',
      '[ T ]\nFORMAT Index = A;\nT 0 = 1;\n[ U ]\n[ \\U ]\n',
      'statement: no line closes it before the next one, so rows may be missing',
    ],
    ['a cut table', '[ T ]\nFORMAT Index = A;\nT 0 = 1;\n', 'truncated: the file ends before a line closes it'],
    ['a cut row', '[ T ]\nFORMAT Index = A;\nT 0 = "1', 'truncated: the file ends before a line closes it'],
    ['a cut mark', '[ T ]\nFORMAT Index = A;\n[ \\T ]\n[ Prox', 'truncated: it ends inside a section mark'],
    ['a cut table that is not read', '[ U ]\nU 0 =', 'truncated: the file ends before a line closes it'],
  ])('says once what it cannot read: %s', (_, text, expected) => {
    expect(faults(text)).toEqual([expected]);
  });

  it('passes over what is wrong in tables that are not asked for, and over groups that are never closed', () => {
    expect(faults('[ U ]\nU 0 = "1;\njunk\n[ \\U ]\n[SYSTEM Params]\nSize 1\n')).toEqual([]);
  });
});

describe('parameters', () => {
  const speed = (text: string) =>
    read(text)
      .parameters.get('speed')
      ?.map((cell) => cell.text);

  it.each([
    ['SPEED = 5\n', ['5']],
    ["[X Params]\nspeed='a b'\n", ['a b']],
    ['[ U ]\nFORMAT Index = A;\n[ \\U ]\nSpeed =\n', ['']],
    ['Speed = 1\n[Y]\nSpeed = 2', ['1', '2']],
  ])('%j', (text, expected) => {
    expect(speed(text)).toEqual(expected);
  });

  it.each([["Speed = 'x\n"], ['Speed 5\n']])('%j is a fault', (text) => {
    expect(faults(text)).toHaveLength(1);
  });
});

describe('the header', () => {
  it('tells the release, the product and what is hidden', () => {
    const scanned = read(
      ';Board Type: Mediant VE SBC\n;Software Version: 7.20A.201.357\n;DSP Software Version: 1.2\n;HTTPSRootFileName is hidden but has non-default value\n',
    );
    expect(scanned.release).toMatchObject({ value: '7.20A.201.357', at: { line: 2, column: 20 } });
    expect(scanned.product).toBe('Mediant VE SBC');
    expect([...scanned.hidden.keys()]).toEqual(['httpsrootfilename']);
    expect(scanned.extent).toBe('full');
  });

  it('is not needed where there are more groups than anyone writes by hand', () => {
    expect(read('[A]\n'.repeat(15)).extent).toBe('partial');
    expect(read('[A]\n'.repeat(16)).extent).toBe('full');
  });
});

describe('hostile input', () => {
  it.each([
    ['blanks', ' '.repeat(300_000)],
    ['brackets', '['.repeat(300_000)],
    ['quotes', `[ T ]\nFORMAT Index = A;\nT 0 = ${'"'.repeat(300_000)}`],
    ['indices', `T ${'0,'.repeat(150_000)} = 1;`],
    ['pager residue', '--MORE--'.repeat(40_000)],
    ['names', `${'a'.repeat(300_000)} = 1`],
  ])('%s are read in time', (_, text) => {
    expect(cpuSeconds(() => read(text))).toBeLessThan(LINEAR);
  });

  it('splits every byte once', () => {
    expect(splitCells(`${','.repeat(9)};`, 0, 10)).toMatchObject({ cells: { length: 10 } });
  });
});

describe('a column whose name lost a character to damage', () => {
  const table = (columns: string) => read(`[ T ]\nFORMAT Index = ${columns};\nT 0 = "x";\n[ \\T ]\n`);

  it.each(['Contexu', 'T_C0ntext', '!Context', 'ontext', 'T-Context', 'U_Context'])(
    'makes the table unreadable: %s',
    (column) => {
      const { faults, tables } = table(column);
      expect(faults.map(({ because }) => because)).toEqual(['one of its names may stand for Context']);
      expect(tables.get('t')).toMatchObject({ whole: false, rows: [] });
    },
  );

  it.each(['Context', 'T_Context', 'Name', 'Content2'])('is not one of another name: %s', (column) => {
    expect(table(column).faults).toEqual([]);
  });
});

it('does not take a table that stands twice for one', () => {
  const table = '[ T ]\nFORMAT Index = Name;\nT 0 = "x";\n[ \\T ]\n';
  const { faults, tables } = read(table + table);
  expect(faults.map(({ because }) => because)).toEqual(['it stands there twice, as where two exports share one file']);
  expect(tables.get('t')).toMatchObject({ whole: false });
});

describe('a parameter that damage hides', () => {
  const parameters = (text: string) => {
    const { unread, faults } = read(text);
    return [...unread, ...faults.map(({ what }) => what)];
  };

  it.each([
    ['a letter of its name', 'Spefd = 1\n'],
    ['a letter too many', '*Speed = 1\n'],
    ['a blank in its name', 'Sp ed = 1\n'],
    ['a bracket before its name', '[peed = 1\n'],
    ['its equals sign', 'Speed } 1\n'],
    ['the line end before it', 'Other = 1\r*Speed = 1\r\n'],
    ['the line end before it, as J', 'Other = 1\rJSpeed = 1\r\n'],
    ['the line end before it, after a mark', '[X Params]\r\vSpeed = 1\r\n'],
    ['the line end before it, after a comment', ';Profile: NONE\r\vSpeed = 1\r\n'],
    ['the semicolon of the hint that hides it', '+Speed is hidden but has non-default value\n'],
  ])('%s', (_, text) => expect(parameters(text)).toEqual(['speed', 'parameter Speed']));

  it.each([
    ['', ';Speed is hidden but has non-default value\n'],
    ['with a damaged name', ';Spead is hidden but has non-default value\n'],
    ['with a damaged text', ';Speed is hiddem but has non-default value\n'],
  ])('a hint %s', (_, text) => expect([...read(text).hidden.keys()]).toEqual(['speed']));

  it.each(['Steed2 = 1\n', "Name = 'Speed'\n", '; Speed = 1\n', '; Speed matters\n', 'HighSpeed = 1\n'])(
    'is not %j',
    (text) => {
      expect(parameters(text)).toEqual([]);
      expect(read(text).hidden.size).toBe(0);
    },
  );
});

it('does not take two exports in one file for one', () => {
  const banner = ';**************\n;** Ini File **\n;**************\n';
  expect(faults(`${banner}[A Params]\n`)).toEqual([]);
  expect(faults(`${banner}[A Params]\n${banner}[B Params]\n`)).toEqual([
    'statement: two exports share this file: save each in a file of its own',
  ]);
});
