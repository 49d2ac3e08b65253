import { storedQuantity, tryParseQuantity } from '../../kubernetes/quantity';

type Json = Record<string, unknown>;

/** Fields that mean the same by their key wherever they stand in a pod template, and what the API server fills in. */
const DEFAULTS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['apiVersion', 'v1'],
  ['creationTimestamp', null],
  ['defaultMode', 420],
  ['failureThreshold', 3],
  ['path', '/'],
  ['periodSeconds', 10],
  ['protocol', 'TCP'],
  ['scheme', 'HTTP'],
  ['successThreshold', 1],
  ['terminationMessagePath', '/dev/termination-log'],
  ['terminationMessagePolicy', 'File'],
  ['timeoutSeconds', 1],
]);

/** Those of the pod itself: below it, the same keys mean something else. */
const POD_DEFAULTS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['dnsPolicy', 'ClusterFirst'],
  ['hostIPC', false],
  ['hostNetwork', false],
  ['hostPID', false],
  ['restartPolicy', 'Always'],
  ['schedulerName', 'default-scheduler'],
  ['terminationGracePeriodSeconds', 30],
]);

/** Maps whose keys are the user's: nothing is a default there. */
const FREE_MAPS = new Set(['annotations', 'labels', 'matchLabels', 'nodeSelector']);
const RESOURCE_LISTS = new Set(['limits', 'overhead', 'requests', 'sizeLimit']);

/**
 * A text that is equal for two pod templates exactly when the API server stores them alike, as far as its defaults are
 * known: one may come from a cluster, defaults filled in, and the other from a chart.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go
 */
export function templateDigest(template: unknown): string {
  const { spec, ...rest } = (template ?? {}) as Json;
  return JSON.stringify([canonical(rest), canonicalPod((spec ?? {}) as Json)]);
}

function canonicalPod({ serviceAccount, ...pod }: Json): unknown {
  const account = pod.serviceAccountName ?? serviceAccount;
  const kept = Object.entries({ ...pod, serviceAccountName: account }).filter(
    ([key, value]) => !POD_DEFAULTS.has(key) || POD_DEFAULTS.get(key) !== value,
  );
  return canonical(Object.fromEntries(kept));
}

/** The value with its keys in order, without what is empty or a default; undefined when nothing is left. */
function canonical(value: unknown, parent = ''): unknown {
  if (Array.isArray(value)) {
    return value.length === 0 ? undefined : value.map((item) => canonical(item) ?? null);
  }
  if (typeof value !== 'object' || value === null) {
    return value === '' || value === null ? undefined : amount(value, parent);
  }
  const entries = Object.entries(value)
    .filter(([key, item]) => FREE_MAPS.has(parent) || !isDefault(key, item, value as Json))
    .map(([key, item]) => [key, FREE_MAPS.has(parent) ? item : canonical(item, entryParent(key, parent))] as const)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? undefined : entries;
}

/** Within a resource list the keys are names of resources; what they hold still belongs to the list. */
function entryParent(key: string, parent: string): string {
  return RESOURCE_LISTS.has(parent) ? parent : key;
}

function isDefault(key: string, value: unknown, owner: Json): boolean {
  if (key === 'imagePullPolicy') {
    return value === defaultPullPolicy(owner.image);
  }
  return DEFAULTS.has(key) && DEFAULTS.get(key) === value;
}

function defaultPullPolicy(image: unknown): string {
  const name = String(image).split('@')[0];
  const tag = /:([^/:]+)$/.exec(name)?.[1];
  const latest = tag === 'latest' || (tag === undefined && !String(image).includes('@'));
  return latest ? 'Always' : 'IfNotPresent';
}

/** Amounts are stored in one spelling, `0.1` as `100m`, and in thousandths: `0.5m` as `1m`. */
function amount(value: unknown, parent: string): unknown {
  if (!RESOURCE_LISTS.has(parent)) {
    return value;
  }
  const parsed = tryParseQuantity(String(value));
  return 'quantity' in parsed ? `${storedQuantity(parsed.quantity)}` : value;
}
