import { bundleCovers } from './built-in-list.js';
import { commandText } from './command-text.js';
import { defineRule } from './define-rule.js';
import { facings } from './facing.js';

export const builtInBundle = defineRule({
  id: 'built-in-bundle',
  level: 'note',
  citations: [{ document: 'The vendor profile', section: 'builtInBundle' }],
  docs: {
    what: "A TLS context relies on the maker's built-in list of roots.",
    why: 'What the list holds depends on the release and is not published. The maker advises it for the change of 2026, so it counts from the release that the maker names; nobody can check it from a configuration.',
    remedy:
      'Look at the list on the box, or make a call to the test name of the peer. Importing the roots as well makes the answer independent of the list.',
    open: {
      see: 'built-in-list',
      means: 'Always open: no export shows what the list holds. As a note it does not change the exit code.',
    },
  },
  applies: 'A TLS context that faces a known peer relies on a built-in list.',
  messages: {
    builtIn: 'cannot tell what the built-in list holds that {context} relies on towards {peer}',
    perhaps: 'cannot tell whether {context} relies on the built-in list towards {peer}',
  },

  *check(input) {
    for (const { context, stores, peer } of facings(input.device, input.knowledge)) {
      for (const store of stores) {
        if (!context || !store.builtInBundle || store.builtInBundle.answer === 'no') continue;
        const unknown = store.builtInBundle.answer === 'unknown';
        const { because } = bundleCovers(store, peer, input);
        yield {
          kind: 'open',
          messageId: unknown ? 'perhaps' : 'builtIn',
          data: { context: context.name.value, peer: peer.title },
          at: store.builtInBundle.at,
          because: unknown ? because : `its content is not published; ${because}`,
          hint: commandText(input.profile, 'checkBuiltInBundle', {
            key: context.key,
            context: context.name.value,
            label: 'NAME',
          }),
          tlsContext: context.name.value,
          peer: peer.id,
        };
      }
    }
  },
});
