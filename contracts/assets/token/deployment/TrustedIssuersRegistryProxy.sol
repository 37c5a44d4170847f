// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TrustedIssuersRegistry} from "../../identity/TrustedIssuersRegistry.sol";
import {AbstractProxy} from "./AbstractProxy.sol";
import {ITREXImplementationAuthority} from "./ITREXImplementationAuthority.sol";

/// @notice A trusted issuers registry whose code an implementation authority names. Source: TOKEN-61, TOKEN-62.
contract TrustedIssuersRegistryProxy is AbstractProxy {
    /// @param implementationAuthority Names the code.
    constructor(
        address implementationAuthority
    ) AbstractProxy(implementationAuthority, abi.encodeCall(TrustedIssuersRegistry.init, ())) {}

    function _codeOf(ITREXImplementationAuthority authority) internal view override returns (address) {
        return authority.getTIRImplementation();
    }
}
