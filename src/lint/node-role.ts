import { AgentManifest, hostMounts } from './agent-manifest';
import { imageRepository } from './words';

/** Directories in which network plugins install themselves. */
const CNI_PATHS = ['/etc/cni/net.d', '/opt/cni/bin'];
const DEVICE_PLUGINS = '/var/lib/kubelet/device-plugins';

/** What an agent is to its node, before any workload can run there. */
export type NodeRole = 'a network plugin (CNI)' | 'kube-proxy' | 'a storage driver (CSI)' | 'a device plugin';

/** What the agent is to its node; undefined for one that nothing waits for, as far as its manifest tells. */
export function nodeRole(manifest: AgentManifest): NodeRole | undefined {
  const written = hostMounts(manifest).flatMap(({ path, readOnly }) => (readOnly ? [] : path));
  const images = manifest.containers.map(({ image }) => imageRepository(image).split('/').at(-1));
  if (written.some((path) => CNI_PATHS.includes(path))) {
    return 'a network plugin (CNI)';
  }
  if (images.includes('kube-proxy')) {
    return 'kube-proxy';
  }
  if (images.includes('csi-node-driver-registrar')) {
    return 'a storage driver (CSI)';
  }
  return written.includes(DEVICE_PLUGINS) ? 'a device plugin' : undefined;
}

/** Whether the agent brings up the network of its node, and so must come before everything else. */
export function isNodeNetwork(manifest: AgentManifest): boolean {
  const role = nodeRole(manifest);
  return role === 'a network plugin (CNI)' || role === 'kube-proxy';
}
