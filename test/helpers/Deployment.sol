// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {AttestationRegistry} from "../../contracts/assets/attestation/AttestationRegistry.sol";
import {SchemaRegistry} from "../../contracts/assets/attestation/SchemaRegistry.sol";
import {ModularCompliance} from "../../contracts/assets/compliance/ModularCompliance.sol";
import {CountryAllowModule} from "../../contracts/assets/compliance/modules/CountryAllowModule.sol";
import {LifecycleGateModule} from "../../contracts/assets/compliance/modules/LifecycleGateModule.sol";
import {MaxBalanceModule} from "../../contracts/assets/compliance/modules/MaxBalanceModule.sol";
import {ClaimTopicsRegistry} from "../../contracts/assets/identity/ClaimTopicsRegistry.sol";
import {IdentityRegistry} from "../../contracts/assets/identity/IdentityRegistry.sol";
import {IdentityRegistryStorage} from "../../contracts/assets/identity/IdentityRegistryStorage.sol";
import {TrustedIssuersRegistry} from "../../contracts/assets/identity/TrustedIssuersRegistry.sol";
import {AssetGate} from "../../contracts/assets/lifecycle/AssetGate.sol";
import {CheckpointPolicy} from "../../contracts/assets/lifecycle/CheckpointPolicy.sol";
import {FinalityTable} from "../../contracts/assets/lifecycle/FinalityTable.sol";
import {Issuance} from "../../contracts/assets/lifecycle/Issuance.sol";
import {Lifecycle} from "../../contracts/assets/lifecycle/Lifecycle.sol";
import {PledgeRegistry} from "../../contracts/assets/lifecycle/PledgeRegistry.sol";
import {Redemption} from "../../contracts/assets/lifecycle/Redemption.sol";
import {Registration} from "../../contracts/assets/lifecycle/Registration.sol";
import {Reserve} from "../../contracts/assets/lifecycle/Reserve.sol";
import {Servicing} from "../../contracts/assets/lifecycle/Servicing.sol";
import {Structuring} from "../../contracts/assets/lifecycle/Structuring.sol";
import {Tokenization} from "../../contracts/assets/lifecycle/Tokenization.sol";
import {Trading} from "../../contracts/assets/lifecycle/Trading.sol";
import {Distribution} from "../../contracts/assets/token/Distribution.sol";
import {RwaToken} from "../../contracts/assets/token/RwaToken.sol";
import {RwaTokenFactory} from "../../contracts/assets/token/RwaTokenFactory.sol";
import {TestCash} from "../../contracts/mocks/TestCash.sol";

/// Every contract of an asset's life, deployed in the order of ignition/modules/Muniment.ts and empty of data. The
/// contract that inherits this administers them; roles are set by {DeploymentRoles}.
abstract contract Deployment {
    AccessManager public immutable manager = new AccessManager(address(this));
    SchemaRegistry public immutable schemas = new SchemaRegistry(address(manager));
    AttestationRegistry public immutable attestations = new AttestationRegistry(address(manager), schemas);
    CheckpointPolicy public immutable policy = new CheckpointPolicy(address(manager), attestations);
    Lifecycle public immutable lifecycle = new Lifecycle(address(manager), policy);
    PledgeRegistry public immutable pledges = new PledgeRegistry(address(manager), lifecycle);
    Registration public immutable registration = new Registration(address(manager), lifecycle, pledges);
    FinalityTable public immutable finality = new FinalityTable(address(manager));
    Structuring public immutable structuring = new Structuring(address(manager), lifecycle, registration, finality);
    Reserve public immutable reserves = new Reserve(address(manager), lifecycle, attestations);
    Issuance public immutable issuance = new Issuance(address(manager), lifecycle, structuring, reserves);
    Distribution public immutable distribution = new Distribution(address(manager));
    Servicing public immutable servicing = new Servicing(
        address(manager),
        lifecycle,
        structuring,
        issuance,
        distribution
    );
    Redemption public immutable redemption = new Redemption(address(manager), lifecycle, structuring, issuance);
    Trading public immutable trading = new Trading(address(manager), lifecycle, structuring, servicing, redemption);
    AssetGate public immutable gate = new AssetGate(lifecycle, structuring, issuance, reserves);

    ClaimTopicsRegistry public immutable claimTopics = new ClaimTopicsRegistry();
    TrustedIssuersRegistry public immutable trustedIssuers = new TrustedIssuersRegistry();
    IdentityRegistryStorage public immutable identities = new IdentityRegistryStorage();
    RwaTokenFactory public immutable factory = new RwaTokenFactory(
        address(new RwaToken()),
        address(new IdentityRegistry()),
        address(new ModularCompliance())
    );
    CountryAllowModule public immutable countryAllow = new CountryAllowModule();
    MaxBalanceModule public immutable maxBalance = new MaxBalanceModule();
    LifecycleGateModule public immutable gateModule = new LifecycleGateModule();
    Tokenization public immutable tokenization = new Tokenization(
        address(manager),
        structuring,
        factory,
        gateModule,
        address(gate),
        lifecycle,
        _servingContracts()
    );
    TestCash public immutable cash = new TestCash();

    constructor() {
        claimTopics.init();
        trustedIssuers.init();
        identities.init();
        identities.setBinder(address(factory), true);
    }

    /// Agents of every token, in the order that {_agentRights} describes.
    function _servingContracts() internal view returns (address[] memory agents) {
        agents = new address[](4);
        (agents[0], agents[1], agents[2], agents[3]) = (
            address(issuance),
            address(trading),
            address(servicing),
            address(redemption)
        );
    }
}
