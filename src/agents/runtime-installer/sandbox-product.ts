import type { AgentProduct } from '../agent-product';
import type { RuntimeClassSpec } from './runtime-class';

/** A runtime as software: what installs it, and how pods ask for it. */
export interface SandboxProduct extends AgentProduct {
  readonly runtimeClasses: RuntimeClassSpec[];
}
