import type { CsiDriverOptions } from './csi-driver-options';

/** Announces a driver to the kubelet. */
export const REGISTRAR_IMAGE = 'registry.k8s.io/sig-storage/csi-node-driver-registrar:v2.17.0';

/** Asks a driver whether it answers. */
export const LIVENESS_PROBE_IMAGE = 'registry.k8s.io/sig-storage/livenessprobe:v2.19.0';

/** A driver, with what both sidecars go by where nothing was said of it. */
export type CompleteCsiDriverOptions = CsiDriverOptions &
  Required<Pick<CsiDriverOptions, 'kubeletDirectory' | 'healthPort' | 'registrarPort'>>;
