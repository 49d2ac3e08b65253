import { prospect, rolloutClass } from './class-fixture';
import { KindOutlook, likeness } from '../../../src/planner/rollout/node-outlook';

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
  [
    'whether the new pod throws others out',
    { forth: { decision, prospects: { ...prospects, alone: { ...prospect('bound'), evictsOthers: true } } } },
    false,
  ],
  ['what the scheduler says', { forth: { decision, prospects: { ...prospects, beside: prospect('pending') } } }, false],
  [
    'whether the new pod throws the old one out',
    { forth: { decision, prospects: { ...prospects, beside: prospect('bound', true) } } },
    false,
  ],
])('outlooks that differ in %s are alike: %s', (_, difference, alike) => {
  expect(likeness({ ...OUTLOOK, ...difference }) === likeness({ ...OUTLOOK })).toBe(alike);
});
