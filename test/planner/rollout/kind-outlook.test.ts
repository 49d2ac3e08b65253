import { prospect, rolloutClass } from './class-fixture';
import { KindOutlook, likeness } from '../../../src/planner/rollout/kind-outlook';

const { decision, prospects } = rolloutClass('run', 'available', 'absent');
const OUTLOOK: KindOutlook = {
  present: 'available',
  lost: false,
  diskPressure: false,
  forth: { decision, prospects },
  back: { decision, prospects },
};

test.each<[string, Partial<KindOutlook>, boolean]>([
  ['nothing', {}, true],
  ['the pod that stands there', { present: 'pending' }, false],
  ['the kubelet', { lost: true }, false],
  ['disk pressure', { diskPressure: true }, false],
  ['what the controller wants', { back: { decision: { ...decision, shouldRun: false }, prospects } }, false],
  ['what the scheduler says', { forth: { decision, prospects: { ...prospects, beside: prospect('pending') } } }, false],
  [
    'whom the new pod throws out',
    { forth: { decision, prospects: { ...prospects, beside: prospect('bound', true) } } },
    false,
  ],
])('outlooks that differ in %s are alike: %s', (_, difference, alike) => {
  expect(likeness({ ...OUTLOOK, ...difference }) === likeness({ ...OUTLOOK })).toBe(alike);
});

test('an outlook that names pods of its node is like no other', () => {
  const evicting = { ...prospect('bound'), evicts: [{} as never] };
  const outlook = { ...OUTLOOK, forth: { decision, prospects: { ...prospects, alone: evicting } } };
  expect(likeness(outlook)).not.toEqual(likeness({ ...OUTLOOK }));
  expect(likeness(outlook)).toBe(outlook);
});
