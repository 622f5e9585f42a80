/**
 * Who owns the fields that we set: by it any machine can tell what the app has added. Another
 * owner's field is a CONFLICT, never taken over silently.
 */
export const FIELD_MANAGER = 'kesako';
