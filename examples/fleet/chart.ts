import { Chart, JsonPatch, Yaml } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Collector, LogCollector, LogOutput, NodeAgentNamespace, NodeExporter, TolerationSet } from 'cdk8s-node-agents';

/** The agents that every cluster gets. */
export class Agents extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'node-agents' });
    new NodeAgentNamespace(this, 'namespace', { scope: this });
    new NodeExporter(this, 'node-exporter');
    new LogCollector(this, 'logs', {
      collector: Collector.fluentBit({ output: LogOutput.elasticsearch({ host: 'logs.example.com' }) }),
      tolerations: TolerationSet.controlPlane().and(TolerationSet.taint('nvidia.com/gpu')),
    });
  }
}

export interface FleetPlanProps {
  /** What is planned on every cluster. */
  readonly agents: Chart;
  /** How many pods share the clusters. */
  readonly shards: number;
  /** An image that has node-agents; the README says how to build it. */
  readonly image: string;
  /** The PersistentVolumeClaim with the inventories, one for each cluster. It is only read. */
  readonly inventories: string;
  /** The PersistentVolumeClaim that gets the plan of each shard; user 1000 must be able to write there. */
  readonly plans: string;
}

const AGENTS = '/input/agents';
const CLUSTERS = '/input/clusters';
const PLANS = '/output';

/** What `node-agents plan` exits with when it has an answer: to ask again would give the same one. */
const ANSWERED = [1, 2];

/** Plans agents on more clusters than one machine likes to: an Indexed Job, each pod of which plans its share of them. */
export class FleetPlan extends Chart {
  constructor(scope: Construct, id: string, { agents, shards, image, inventories, plans }: FleetPlanProps) {
    super(scope, id, { namespace: 'fleet-plan' });

    // Fails the synth when the pods of the Job ask for more than the strictest Pod Security Standard allows.
    new NodeAgentNamespace(this, 'namespace', { enforce: 'restricted', scope: this });

    const manifests = new k8s.KubeConfigMap(this, 'agents', {
      metadata: { name: 'agents' },
      data: { 'agents.yaml': Yaml.stringify(...agents.toJson()) },
    });

    const job = new k8s.KubeJob(this, 'plan', {
      metadata: { name: 'fleet-plan' },
      spec: {
        completionMode: 'Indexed',
        completions: shards,
        parallelism: shards,
        backoffLimitPerIndex: 2,
        podFailurePolicy: {
          rules: [
            { action: 'FailIndex', onExitCodes: { operator: 'In', values: ANSWERED }, onPodConditions: [] },
            { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
          ],
        },
        ttlSecondsAfterFinished: 24 * 60 * 60,
        template: {
          spec: {
            restartPolicy: 'Never',
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 1000,
              runAsGroup: 1000,
              fsGroup: 1000,
              seccompProfile: { type: 'RuntimeDefault' },
            },
            containers: [
              {
                name: 'plan',
                image,
                command: ['node-agents', 'plan', AGENTS, '--fleet', CLUSTERS],
                args: [
                  '--shard=$(JOB_COMPLETION_INDEX)/' + shards,
                  '--jobs=2',
                  '--format=json',
                  `--output=${PLANS}/$(JOB_COMPLETION_INDEX).json`,
                ],
                resources: {
                  requests: { cpu: k8s.Quantity.fromString('2'), memory: k8s.Quantity.fromString('1Gi') },
                  limits: { memory: k8s.Quantity.fromString('2Gi') },
                },
                securityContext: {
                  allowPrivilegeEscalation: false,
                  readOnlyRootFilesystem: true,
                  capabilities: { drop: ['ALL'] },
                },
                volumeMounts: [
                  { name: 'agents', mountPath: AGENTS, readOnly: true },
                  { name: 'clusters', mountPath: CLUSTERS, readOnly: true },
                  { name: 'plans', mountPath: PLANS },
                ],
              },
            ],
            volumes: [
              { name: 'agents', configMap: { name: manifests.name } },
              { name: 'clusters', persistentVolumeClaim: { claimName: inventories, readOnly: true } },
              { name: 'plans', persistentVolumeClaim: { claimName: plans } },
            ],
          },
        },
      },
    });
    // The types of cdk8s-plus ask for conditions beside exit codes; none say nothing, and the API server does not keep them.
    job.addJsonPatch(JsonPatch.remove('/spec/podFailurePolicy/rules/0/onPodConditions'));
  }
}
