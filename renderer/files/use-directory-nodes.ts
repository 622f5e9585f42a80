import { useCallback, useRef } from 'react';

import { fileNodes, type FileNodes } from './file-nodes.ts';
import { wantedEntries, type EntryWish } from './sort-entries.ts';
import type { Listing, Listings } from './use-listings.ts';

interface Known {
  readonly wish: EntryWish;
  readonly nodes: FileNodes;
}

/**
 * The rows of a directory as they are wanted. Sorted once for each listing and wish, and not with every drawing: a hundred
 * thousand rows take longer to sort than thirty to draw.
 */
export function useDirectoryNodes(listings: Listings, wish: EntryWish): (path: string) => FileNodes | undefined {
  const known = useRef(new WeakMap<Listing, Known>());
  const { of } = listings;
  return useCallback(
    (path: string) => {
      const listing = of(path);
      if (listing === undefined) return undefined;
      const found = known.current.get(listing);
      if (found?.wish === wish) return found.nodes;
      const nodes = fileNodes(path, listing.entries, wantedEntries(listing.entries, wish));
      known.current.set(listing, { wish, nodes });
      return nodes;
    },
    [of, wish],
  );
}
