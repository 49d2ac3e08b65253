import * as matchers from './matchers';

declare global {
  // The names are jest's: matchers are added by merging with its own declarations.
  namespace jest {
    interface Matchers<R> extends matchers.PlacementMatchers<R> {}
  }
}

expect.extend(matchers.placementMatchers);
