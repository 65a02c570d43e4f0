import { Refusal } from '../src/domain/refusal.js';
import { isSetUpStep, type SetUpStep } from '../src/domain/set-up.js';
import type { SetUp } from '../src/reads/set-up.js';
import { noteSetUp } from '../src/usecases/note-set-up.js';
import { accountsList } from './account-lists.js';
import { askPerson } from './questions.js';
import { askNewName, refreshSetUp, setUpLanguage, setUpOf, setUpZone } from './set-up.js';
import { sendList } from './show-list.js';
import type { Tapped, TapHandlers } from './tapped.js';
import { zoneNamed } from './taps-settings.js';
import { teamList } from './team.js';

export const setUpTaps: TapHandlers<'setUp'> = {
  /** Whatever was tapped, the card then shows how far things are. */
  async setUp(tapped) {
    const { parts, speaker, tap } = tapped;
    const setUp = await setUpOf(parts, speaker);
    const [step = '', value = ''] = tap.arg.split('.');
    if (!setUp || setUp.id !== tap.id || !isSetUpStep(step)) throw new Refusal('stale');
    await take(tapped, setUp, step, value);
    await refreshSetUp(parts, speaker);
  },
};

async function take(tapped: Tapped, setUp: SetUp, step: SetUpStep, value: string): Promise<void> {
  const { parts, speaker, chat } = tapped;
  switch (value) {
    case 'go':
      return noteSetUp(parts.desk, setUp.id, { chosen: step });
    case 'later':
      return noteSetUp(parts.desk, setUp.id, { later: step });
    case 'each':
      return noteSetUp(parts.desk, setUp.id, { answered: 'group' });
    case 'ask':
      return step === 'name' ? askNewName(parts, speaker, chat) : askZone(tapped);
    case 'open':
      await sendList(parts, chat.id, await (step === 'team' ? teamList(parts, speaker) : accountsList(parts, speaker)));
      return;
    default:
      if (step === 'language') return setUpLanguage(parts, speaker, setUp, value);
      return setUpZone(parts, speaker, setUp, zoneNamed(value, parts.desk.clock.now()));
  }
}

async function askZone({ parts, speaker, chat }: Tapped): Promise<void> {
  const { t } = speaker;
  const text = t('ask-zone');
  await askPerson(parts, speaker, chat, {
    question: 'set_up_zone',
    about: {},
    text,
    placeholder: t('ask-zone-field'),
  });
}
