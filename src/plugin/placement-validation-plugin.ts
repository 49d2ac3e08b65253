import { PlacementValidationPluginProps } from './placement-validation-plugin-props';
import { ValidationContext, Violation } from './validation-context';
import { inputViolation, planViolations } from './violations';
import { inventoryFields } from '../inventory/inventory-fields';
import { InventoryReader } from '../inventory/inventory-reader';
import { NodeInventory } from '../inventory/node-inventory';
import { Fault, InputError, throwFaults } from '../kubernetes/manifest/fault';
import { Field } from '../kubernetes/manifest/field';
import { Manifest } from '../kubernetes/manifest/manifest';
import { readManifestFile } from '../kubernetes/manifest/read-manifest-file';
import { isBlank, readManifests } from '../kubernetes/manifest/read-manifests';
import { readText } from '../kubernetes/manifest/read-text';
import { UnknownNameError } from '../planner/placement/find-agent';
import { PlacementPlan } from '../planner/placement/placement-plan';
import { planPlacement } from '../planner/placement/plan-placement';
import { readRequirement } from '../planner/placement/requirement';
import { FailOn, fails, troublesOf } from '../review/fail-on';
import { readPlatformPort } from '../review/platform-port';
import { reviewPlan } from '../review/review-plan';
import { Settings, SETTINGS, settingsIn } from '../review/settings';

const SETTINGS_FILE = 'cdk8s.yaml';

/**
 * A validation plugin of cdk8s-cli: `cdk8s synth` of an app in any language plans and reviews what was written, and fails
 * when agents would not run where they must. In `cdk8s.yaml`:
 *
 * ```yaml
 * validations:
 *   - package: cdk8s-node-agents
 *     version: 1.0.0
 *     class: PlacementValidationPlugin
 *     properties:
 *       nodes: nodes.json
 *       require: [logs on kubernetes.io/os=linux]
 * ```
 *
 * @see https://github.com/cdk8s-team/cdk8s-cli/blob/2.x/src/plugins/validation.ts
 * @example
 * new PlacementValidationPlugin({ nodes: 'nodes.json', require: ['logs on kubernetes.io/os=linux'] });
 */
export class PlacementValidationPlugin {
  private readonly properties: PlacementValidationPluginProps;

  /** @param properties what `cdk8s.yaml` says; what is wrong with it is told by the report */
  public constructor(properties: PlacementValidationPluginProps) {
    this.properties = properties;
  }

  /**
   * Plans the manifests of the app, and reports what is wrong with the plan.
   *
   * @param context what cdk8s-cli hands to plugins: the manifests, and the report to fill
   */
  public async validate(context: any): Promise<void> {
    const { manifests, report }: ValidationContext = context;
    try {
      const settings = readProperties(this.properties);
      const { failOn = 'pending' } = settings;
      const plan = planOf(manifests, settings);
      submit(report, planViolations(plan, failOn), plan, failOn);
    } catch (error) {
      const faults = faultsOf(error);
      faults.map(inputViolation).forEach((violation) => report.addViolation(violation));
      report.submit('failure', {});
    }
  }
}

function submit(
  report: ValidationContext['report'],
  violations: readonly Violation[],
  plan: PlacementPlan,
  failOn: FailOn,
): void {
  violations.forEach((violation) => report.addViolation(violation));
  const document = plan.toJson();
  const count = (severity: string) => document.findings.filter((finding) => finding.severity === severity).length;
  const pods = document.daemonSets.reduce((sum, { pending, refused }) => sum + pending + refused, 0);
  report.submit(fails(troublesOf(document), failOn) ? 'failure' : 'success', {
    Kubernetes: document.kubernetesVersion,
    Agents: `${document.daemonSets.length}`,
    Nodes: `${document.nodes.total}`,
    'Pods that do not run': `${pods}`,
    Errors: `${count('error')}`,
    Warnings: `${count('warning')}`,
    'Fails on': failOn,
  });
}

/** @throws InputError that lists every fault */
function readProperties(properties: PlacementValidationPluginProps): Settings {
  const faults: Fault[] = [];
  const object = properties as unknown as Record<string, unknown>;
  const described = { object, file: SETTINGS_FILE, apiVersion: '', kind: '', describe: () => 'properties' };
  const root = Field.of(described, faults);
  root.required('nodes');
  const known = SETTINGS.filter((name) => name !== 'manifests');
  const settings = settingsIn(root, SETTINGS_FILE, known);
  throwFaults(faults);
  return settings;
}

/** @throws InputError that lists every fault of the files; UnknownNameError when a requirement names no agent */
function planOf(files: readonly string[], settings: Settings): PlacementPlan {
  const { nodes = [], kubernetesVersion, require = [], platformPort = [], platform: platforms } = settings;
  const faults: Fault[] = [];
  // The order of files is that of their folder, which is the file system's.
  const manifests = [...files].sort().flatMap((file) => manifestsIn(file, faults));
  const given = new InventoryReader();
  for (const file of nodes) {
    given.addAll(readManifestFile(file, inventoryFields, faults));
  }
  throwFaults(faults);
  const inventory = NodeInventory._fromReader(given, [], nodes.join(', '));
  const platformPorts = platformPort.map(readPlatformPort);
  const bare = planPlacement(inventory, manifests, { kubernetesVersion });
  return reviewPlan(bare, manifests, require.map(readRequirement), { platformPorts, platforms }).plan;
}

function manifestsIn(file: string, faults: Fault[]): Manifest[] {
  try {
    const text = readText(file);
    return isBlank(text) ? [] : readManifests(text, file, faults);
  } catch (error) {
    faults.push(...faultsOf(error));
    return [];
  }
}

function faultsOf(error: unknown): readonly Fault[] {
  if (error instanceof InputError) {
    return error.faults;
  }
  if (error instanceof UnknownNameError) {
    return [{ file: SETTINGS_FILE, object: 'properties', rule: error.message }];
  }
  throw error;
}
