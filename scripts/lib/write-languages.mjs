import { writePages } from './languages/pages.mjs';
import { writeTranslations } from './languages/translations.mjs';

writeTranslations();
writePages();
