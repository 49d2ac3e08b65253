import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import type { NodeAgentContainerProps } from './node-agent-container-props';

/** A container that does nothing, for agents whose work is done before it starts. */
export const PAUSE: NodeAgentContainerProps & { readonly name: string } = {
  name: 'pause',
  image: 'registry.k8s.io/pause:3.10.1',
  resources: {
    cpu: { request: Cpu.millis(1) },
    memory: { request: Size.mebibytes(8), limit: Size.mebibytes(16) },
  },
};

/** An image with a shell and the usual tools, linked statically so that its program runs in any other image too. */
export const BUSYBOX_IMAGE = 'docker.io/library/busybox:1.37.0-musl';
