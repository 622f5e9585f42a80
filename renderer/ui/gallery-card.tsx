import type { ReactElement, ReactNode } from 'react';

export function GalleryCard({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <section className="gallery-card" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
