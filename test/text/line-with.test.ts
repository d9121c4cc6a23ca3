import { someLineWith } from '../../src/text/line-with.js';

describe('someLineWith', () => {
  const asks = (text: string) => someLineWith(text, 'done', /^[ \t]*(?:sbc# )?done[ \t]*$/);

  it.each(['done', 'a\ndone', 'done\nb', 'a\r\n  sbc# done \r\nb', 'a\rdone\rb', 'undone\ndone'])(
    'finds the line in %j',
    (text) => expect(asks(text)).toBe(true),
  );

  it.each(['', 'don\ne', 'done it', 'undone', 'a done\nit is done so\n', 'sbc#\ndone?'])('finds none in %j', (text) =>
    expect(asks(text)).toBe(false),
  );

  it('looks once at a line that holds the word many times', () => {
    let asked = 0;
    const shape = { test: () => (asked += 1) === 0 } as unknown as RegExp;
    someLineWith(`${'done '.repeat(1000)}\n${'done '.repeat(1000)}`, 'done', shape);
    expect(asked).toBe(2);
  });
});
