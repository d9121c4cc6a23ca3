import { checkFolder, type Folder } from '../../support/folder.js';
import { fixtureText } from '../ribbon-core-pairs.js';

const ENDINGS = { set: 'set', curly: 'cfg', xml: 'xml', json: 'json' };
type Form = keyof typeof ENDINGS;
const FORMS = Object.keys(ENDINGS) as Form[];
const PAIRS = FORMS.flatMap((one, index) => FORMS.slice(index + 1).map((other) => [one, other] as const));

const bytes = (text: string) => Buffer.from(text, 'latin1');
const textOf = (form: Form) => fixtureText(`ribbon-core-${form}`, 'fine');

async function checked(files: Record<string, string>) {
  const folder: Folder = new Map(Object.entries(files).map(([path, text]) => [path, bytes(text)]));
  const { result } = await checkFolder(folder, { asOf: '2026-11-22' });
  return result;
}

describe.each(PAIRS)('one device in %s and in %s', (one, other) => {
  const files = { [`edge1.${ENDINGS[one]}`]: textOf(one), [`edge1.${ENDINGS[other]}`]: textOf(other) };

  it('is one device with one set of facts', async () => {
    const both = await checked(files);
    const alone = await checked({ [`edge1.${ENDINGS[one]}`]: textOf(one) });
    const facts = ({ devices }: typeof both) =>
      devices.map(({ trustStores, legs, exposure }) => [
        trustStores.map(({ entries, complete }) => [complete, entries?.map(({ label }) => label.value)]),
        legs.map(({ name, tlsContext, endpoints }) => [name, tlsContext, endpoints.map(({ host }) => host.value)]),
        exposure.answer,
      ]);
    expect(facts(both)).toEqual(facts(alone));
    expect(both.findings.filter(({ ruleId }) => ruleId === 'contradicting-exports')).toEqual([]);
  });

  it('shows both places of what the two say differently', async () => {
    const [first, second] = Object.keys(files);
    const changed = { ...files, [second ?? '']: textOf(other).replaceAll('MSFT_RSA_Root_2017', 'OtherRoot') };
    const { findings } = await checked(changed);
    const found = findings.filter(({ ruleId }) => ruleId === 'contradicting-exports');
    const places = found.map(({ at, message }) => `${at?.file ?? ''} ${message}`).join('\n');
    expect(found).not.toEqual([]);
    expect(places).toContain(first);
    expect(places).toContain(second);
  });
});
