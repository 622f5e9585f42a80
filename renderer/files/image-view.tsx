import { useCallback, type ReactElement } from 'react';

import type { ImageType } from './file-content.ts';

export function ImageView(props: {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: ImageType;
  readonly isPart: boolean;
}): ReactElement {
  const { bytes, type, isPart } = props;
  const show = useCallback(
    (image: HTMLImageElement | null) => {
      if (image === null) return undefined;
      const address = URL.createObjectURL(new Blob([bytes], { type }));
      image.src = address;
      return () => URL.revokeObjectURL(address);
    },
    [bytes, type],
  );
  if (isPart) return <p className="file-note">The image is too large to show here; download it.</p>;
  return (
    <div className="file-image">
      <img ref={show} alt="The file’s content" />
    </div>
  );
}
