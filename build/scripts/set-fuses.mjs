import { FuseV1Options, FuseVersion } from '@electron/fuses';

/**
 * electron-builder's `afterPack` hook: switches off what would let a signed Kesako run somebody else's code. All fuses
 * are named and `strictlyRequireAllFuses` is on, so a new one in a newer Electron has to be decided on here first.
 *
 * @param {import('electron-builder').AfterPackContext} context
 */
export default async function setFuses(context) {
  await context.packager.addElectronFuses(context, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature: context.electronPlatformName === 'darwin',
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  });
}
