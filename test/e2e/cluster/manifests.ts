/** The two workloads of the walk, as the tour applies them: no tools in either image. */
import { javaManifest, PRACTICE_IMAGES, serverManifest } from '../../../renderer/tour/manifests.ts';

export const HTTP_SERVER = serverManifest(PRACTICE_IMAGES);
export const SPRING_PETCLINIC = javaManifest(PRACTICE_IMAGES);
