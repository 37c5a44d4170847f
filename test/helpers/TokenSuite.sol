// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ModularCompliance} from "../../contracts/assets/compliance/ModularCompliance.sol";
import {ClaimTopicsRegistry} from "../../contracts/assets/identity/ClaimTopicsRegistry.sol";
import {IdentityRegistry} from "../../contracts/assets/identity/IdentityRegistry.sol";
import {IdentityRegistryStorage} from "../../contracts/assets/identity/IdentityRegistryStorage.sol";
import {TrustedIssuersRegistry} from "../../contracts/assets/identity/TrustedIssuersRegistry.sol";
import {RwaToken} from "../../contracts/assets/token/RwaToken.sol";

/// A token with all it needs, without claim topics or rules. The contract that inherits this owns everything, is an
/// agent, and puts the suite up once what the rules need is there.
abstract contract TokenSuite {
    RwaToken public immutable token = new RwaToken();
    IdentityRegistry public immutable registry = new IdentityRegistry();
    ModularCompliance public immutable compliance = new ModularCompliance();

    function _putUp() internal {
        ClaimTopicsRegistry topics = new ClaimTopicsRegistry();
        TrustedIssuersRegistry issuers = new TrustedIssuersRegistry();
        IdentityRegistryStorage identities = new IdentityRegistryStorage();
        topics.init();
        issuers.init();
        identities.init();
        registry.init(address(issuers), address(topics), address(identities));
        identities.bindIdentityRegistry(address(registry));
        registry.addAgent(address(this));
        registry.addAgent(address(token));
        compliance.init();
        token.init(address(registry), address(compliance), "Token", "TKN", 0, address(0));
        token.addAgent(address(this));
        token.unpause();
    }
}
