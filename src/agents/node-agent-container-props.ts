import { ContainerProps } from 'cdk8s-plus-28';
import { HostMount } from './host-mount';
import { Privileges } from './privileges';

/**
 * Properties for a container of a node agent: those of cdk8s-plus, with defaults that fit an agent, and what only agents need.
 *
 * Where cdk8s-plus has another default: `resources` are small (cpu request 50m and no limit, memory request 64Mi and limit
 * 256Mi; `{}` asks for none), `imagePullPolicy` is IfNotPresent for an image with a tag other than `latest` or a digest,
 * and `portNumber` brings no startup probe.
 */
export interface NodeAgentContainerProps extends ContainerProps {
  /**
   * What the container may do on its node. Fields of `securityContext` come on top.
   *
   * @default Privileges.none()
   */
  readonly privileges?: Privileges;

  /**
   * Paths of the node that the container sees.
   *
   * @default - none
   */
  readonly hostMounts?: HostMount[];

  /**
   * Whole numbers of extended resources such as `nvidia.com/gpu`, requested and limited alike.
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#extended-resources
   */
  readonly extendedResources?: Record<string, number>;
}
