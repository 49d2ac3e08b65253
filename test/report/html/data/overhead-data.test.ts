import { orderedNodes } from '../../../../src/report/html/data/node-order';
import { overheadData } from '../../../../src/report/html/data/overhead-data';
import { smallPlan } from '../small-fleet';

test('what agents take is told in words, and as shares of cpu, memory and pods', () => {
  const plan = smallPlan();
  const nodes = orderedNodes(plan._placement.nodes.map((each) => each.node));
  const { kinds, runs } = overheadData(plan.overhead().classes, nodes);
  const kindOf = (name: string) => {
    let end = 0;
    const place = nodes.findIndex(({ node }) => node.name === name);
    return kinds[runs.find((_, i) => i % 2 === 0 && (end += runs[i + 1]) > place)!];
  };
  expect(kindOf('general-1')).toEqual({
    text: '2 agents request 110m of 4 cpu (3%), 192Mi of 8Gi memory (2%)',
    shares: [0.0275, 0.0234, 0.0182],
  });
  expect(kindOf('gpu-2').text).toBe('1 agent requests 10m of 4 cpu (<1%), 64Mi of 8Gi memory (<1%)');
  expect(kindOf('windows-1')).toEqual({ text: 'No agent runs there', shares: [0, 0, 0] });
});
