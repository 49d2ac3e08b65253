import { Command } from 'commander';
import { CommandResult, addExample } from './command';
import { addManifests, checkManifests, knownVersion } from './plan-input';
import { platformOption } from './platform-option';
import { InputReader } from './read-input';
import { addReport, asJson, ReportOptions, textOptions } from './report-options';
import { Streams } from './streams';
import { NEWEST_MINOR, OLDEST_MINOR } from '../kubernetes/kubernetes-version';
import { Fault, throwFaults } from '../kubernetes/manifest/fault';
import { isOfKind } from '../kubernetes/manifest/manifest';
import { reportPrivileges } from '../privileges/report-privileges';
import { privilegeText } from '../report/text/privilege-text';

interface PrivilegesOptions extends ReportOptions<'text' | 'json'> {
  readonly kubernetesVersion: string;
  readonly platform?: string[];
}

/** `node-agents privileges`. */
export function define(command: Command, streams: Streams, done: (result: CommandResult) => void): void {
  addManifests(command)
    .addOption(platformOption())
    .option(
      '--kubernetes-version <minor>',
      `whose Pod Security policy counts, 1.${OLDEST_MINOR} to 1.${NEWEST_MINOR}`,
      knownVersion,
      `1.${NEWEST_MINOR}`,
    );
  addReport(command, ['text', 'json']).action(async (paths: string[], options: PrivilegesOptions) =>
    done(await privileges(paths, options, streams)),
  );
  addExample(command, 'node-agents privileges dist/', 'node-agents privileges dist/ --platform gke-autopilot');
}

async function privileges(paths: string[], options: PrivilegesOptions, streams: Streams): Promise<CommandResult> {
  checkManifests(paths);
  const faults: Fault[] = [];
  const manifests = await new InputReader(streams.stdin, faults).manifests(paths);
  if (faults.length === 0 && !manifests.some((each) => isOfKind(each, 'DaemonSet'))) {
    faults.push({ file: paths.join(', '), rule: 'no DaemonSet among the manifests' });
  }
  throwFaults(faults);
  const { kubernetesVersion: version, platform: platforms, format, output: file } = options;
  const report = reportPrivileges(manifests, { kubernetesVersion: version, platforms }).toJson();
  return {
    output: format === 'json' ? asJson(report) : privilegeText(report, textOptions(streams, options)),
    exitCode: report.findings.some(({ severity }) => severity === 'error') ? 1 : 0,
    file,
  };
}
