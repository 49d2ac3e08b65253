import { BootstrapMatchers, bootstrapMatchers } from './bootstrap-matchers';
import { ChangeMatchers, changeMatchers } from './change-matchers';
import { EventsMatchers, eventsMatchers } from './events-matchers';
import { EvictionMatchers, evictionMatchers } from './eviction-matchers';
import { PlacementMatchers, placementMatchers } from './placement-matchers';
import { RolloutMatchers, rolloutMatchers } from './rollout-matchers';

declare global {
  // The names are jest's: matchers are added by merging with its own declarations.
  namespace jest {
    interface Matchers<R>
      extends
        PlacementMatchers<R>,
        RolloutMatchers<R>,
        BootstrapMatchers<R>,
        ChangeMatchers<R>,
        EventsMatchers<R>,
        EvictionMatchers<R> {}
  }
}

expect.extend({
  ...placementMatchers,
  ...rolloutMatchers,
  ...bootstrapMatchers,
  ...changeMatchers,
  ...eventsMatchers,
  ...evictionMatchers,
});
