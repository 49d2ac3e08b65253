import type { PlacementPlan } from '../../../src/planner/placement/placement-plan';
import { daemonSet, node, planOf, pod } from '../../fixtures';

const ZONES = ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'];
const GPU = { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' };

/** A plan of many agents on many nodes of twelve pools, half of them with running pods, some of them full. */
export function largePlan(nodes: number, agents: number): PlacementPlan {
  const cluster = Array.from({ length: nodes }, (_, i) => {
    const pool = i % 12;
    // As a cloud names them: nothing in common but the network.
    const [a, b, c] = [i * 7919, i * 104_729, i * 1_299_709].map((each) => each % 256);
    const name = `ip-10-${a}-${b}-${c}-${i}.eu-central-1.compute.internal`;
    const labels = {
      'example.com/pool': `pool-${pool}`,
      'topology.kubernetes.io/zone': ZONES[i % ZONES.length],
      'node.kubernetes.io/instance-type': pool < 6 ? 'm7i.xlarge' : 'r7i.4xlarge',
    };
    const allocatable = pool < 6 ? { cpu: '3920m', memory: '14Gi' } : { cpu: '15890m', memory: '120Gi' };
    return node(name, { labels, allocatable, taints: pool === 11 ? [GPU] : [] });
  });
  const pods = cluster
    .filter((_, i) => i % 2 === 0)
    .map(({ metadata: { name } }, i) =>
      pod(`app-${i}`, name, { requests: { cpu: i % 40 === 0 ? '3' : `${100 + (i % 7) * 100}m`, memory: '1Gi' } }),
    );
  const sets = Array.from({ length: agents }, (_, i) =>
    daemonSet(
      `agent-${i}`,
      {
        ...(i % 3 === 0 ? { tolerations: [{ operator: 'Exists' }] } : {}),
        ...(i % 10 === 9 ? { nodeSelector: { 'example.com/pool': `pool-${i % 12}` } } : {}),
      },
      { cpu: '50m', memory: '64Mi' },
    ),
  );
  return planOf([...cluster, ...pods], sets);
}
