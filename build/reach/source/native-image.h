/* Programs that GraalVM compiled from Java: no virtual machine in them answers HotSpot's attach protocol. */
#ifndef NATIVE_IMAGE_H
#define NATIVE_IMAGE_H

#include <stdbool.h>

/* By the section of its executable that holds the image's heap; `folder` is /proc/PID. False also for what cannot be read. */
bool is_native_image(int folder);

#endif
