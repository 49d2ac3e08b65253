import { Errors } from './errors';
import { eachContainer } from './pod-containers';
import { PodSpec } from './schema/pod-spec';
import { WindowsSecurityContextOptions } from './schema/security-context';
import { checkDnsSubdomain } from './syntax';

const MAX_CREDENTIAL_SPEC = 64 * 1024;
const NET_BIOS = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/;
const DNS_DOMAIN = /^[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateWindowsSecurityContextOptions */
export function validateWindowsOptions(
  options: WindowsSecurityContextOptions | undefined,
  path: string,
  errors: Errors,
): void {
  const { gmsaCredentialSpecName, gmsaCredentialSpec, runAsUserName } = options ?? {};
  if (gmsaCredentialSpecName !== undefined) {
    checkDnsSubdomain(gmsaCredentialSpecName, `${path}.gmsaCredentialSpecName`, errors);
  }
  if (gmsaCredentialSpec === '') {
    errors.invalid(`${path}.gmsaCredentialSpec`, '', 'gmsaCredentialSpec cannot be an empty string');
  } else if (gmsaCredentialSpec && Buffer.byteLength(gmsaCredentialSpec) > MAX_CREDENTIAL_SPEC) {
    errors.invalid(`${path}.gmsaCredentialSpec`, '…', 'gmsaCredentialSpec size must be under 64 KiB');
  }
  if (runAsUserName !== undefined) {
    errors.invalidEach(`${path}.runAsUserName`, runAsUserName, userNameFaults(runAsUserName));
  }
}

function userNameFaults(name: string): string[] {
  const parts = name.split('\\');
  if (name === '') {
    return ['runAsUserName cannot be an empty string'];
  }
  if (/\p{Cc}/u.test(name)) {
    return ['runAsUserName cannot contain control characters'];
  }
  if (parts.length > 2) {
    return ['runAsUserName cannot contain more than one backslash'];
  }
  const user = parts.at(-1)!;
  const domain = parts.length === 2 ? parts[0] : undefined;
  const rules: readonly [boolean, string][] = [
    [(domain ?? '').length >= 256, "runAsUserName's Domain length must be under 256 characters"],
    [
      domain !== undefined && !NET_BIOS.test(domain) && !DNS_DOMAIN.test(domain),
      "runAsUserName's Domain doesn't match the NetBios nor the DNS format",
    ],
    [user === '', "runAsUserName's User cannot be empty"],
    [user.length > 104, "runAsUserName's User length must not be longer than 104 characters"],
    [/^[. ]+$/.test(user), "runAsUserName's User cannot contain only periods or spaces"],
    [
      /["/\\:;|=,+*?<>@[\]]/.test(user),
      'runAsUserName\'s User cannot contain the following characters: "/\\:;|=,+*?<>@[]',
    ],
  ];
  return rules.filter(([broken]) => broken).map(([, rule]) => rule);
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateWindowsHostProcessPod */
export function validateHostProcess(spec: PodSpec, path: string, errors: Errors): void {
  const ofPod = spec.securityContext?.windowsOptions?.hostProcess;
  const containers = eachContainer(spec, path);
  let hostProcesses = 0;
  for (const [{ securityContext }, container] of containers) {
    const own = securityContext?.windowsOptions?.hostProcess;
    if (ofPod !== undefined && own !== undefined && ofPod !== own) {
      const field = `${container}.securityContext.windowsOptions.hostProcess`;
      errors.invalid(field, own, `pod hostProcess value must be identical if both are specified, was ${ofPod}`);
    }
    hostProcesses += (own ?? ofPod) ? 1 : 0;
  }
  if (hostProcesses > 0 && hostProcesses !== containers.length) {
    const rule = 'If pod contains any hostProcess containers then all containers must be HostProcess containers';
    errors.invalid(path, '', rule);
  }
  if (hostProcesses > 0 && !spec.hostNetwork) {
    const rule = 'hostNetwork must be true if pod contains any hostProcess containers';
    errors.invalid(`${path}.hostNetwork`, false, rule);
  }
}
