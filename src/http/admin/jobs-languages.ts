import type { Language } from '../../domain/settings.js';
import type { JobTexts } from './jobs-texts.js';
import { EN } from './jobs-texts-en.js';
import { RU } from './jobs-texts-ru.js';
import { UK } from './jobs-texts-uk.js';

export const JOB_TEXTS: Readonly<Record<Language, JobTexts>> = { en: EN, uk: UK, ru: RU };
