import { textOf } from './section-text';
import { notesSection } from '../../../../src/report/html/sections/notes';
import { plan } from '../../placement-document-fixture';

test('pods that make room and what was assumed are noted', () => {
  const evicted = [{ namespace: 'apps', name: 'web', node: 'a', by: 'agents/logs' }];
  expect(textOf(notesSection(plan([], { evicted, assumptions: ['the rest'] })))).toEqual([
    'Evicted pods',
    'agents/logs takes the place of 1 pod: apps/web on a',
    'Assumptions',
    'the rest',
  ]);
});

test('where there is nothing to note there is no section', () => {
  expect(notesSection(plan([]))).toBeUndefined();
});
