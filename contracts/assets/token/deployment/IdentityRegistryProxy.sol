// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IdentityRegistry} from "../../identity/IdentityRegistry.sol";
import {AbstractProxy} from "./AbstractProxy.sol";
import {ITREXImplementationAuthority} from "./ITREXImplementationAuthority.sol";

/// @notice An identity registry whose code an implementation authority names. Source: TOKEN-61, TOKEN-62.
contract IdentityRegistryProxy is AbstractProxy {
    /// @param implementationAuthority Names the code.
    /// @param trustedIssuersRegistry Its issuers.
    /// @param claimTopicsRegistry Its topics.
    /// @param identityStorage Its identities.
    constructor(
        address implementationAuthority,
        address trustedIssuersRegistry,
        address claimTopicsRegistry,
        address identityStorage
    )
        AbstractProxy(
            implementationAuthority,
            abi.encodeCall(IdentityRegistry.init, (trustedIssuersRegistry, claimTopicsRegistry, identityStorage))
        )
    {}

    function _codeOf(ITREXImplementationAuthority authority) internal view override returns (address) {
        return authority.getIRImplementation();
    }
}
