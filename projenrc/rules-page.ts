import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesMarkdown } from '../src/lint/rules-markdown';

// Writes docs/rules.md from the rules: npx tsx projenrc/rules-page.ts
writeFileSync(join(__dirname, '../docs/rules.md'), rulesMarkdown());
