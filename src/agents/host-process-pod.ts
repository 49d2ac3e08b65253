import { DnsPolicy } from 'cdk8s-plus-28';
import type { RoleDefaults } from './agent-role';

/** Where the files of a HostProcess container are on its node, in the words of PowerShell. */
export const SANDBOX = '$env:CONTAINER_SANDBOX_MOUNT_POINT';

/**
 * HostProcess containers are on the network of their node, with its resolver: Windows has none there that asks the cluster
 * first.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#dns-windows
 */
export const HOST_PROCESS_POD: RoleDefaults = { hostNetwork: true, dns: { policy: DnsPolicy.DEFAULT } };
