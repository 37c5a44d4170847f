// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {IAgentRole} from "../../interfaces/erc3643/IAgentRole.sol";
import {IERC173} from "../../interfaces/erc3643/IERC173.sol";
import {IERC3643} from "../../interfaces/erc3643/IERC3643.sol";
import {AssetId} from "../../types/AssetId.sol";
import {Stage} from "../../types/Stage.sol";
import {TokenizationRecord} from "../../types/TokenizationRecord.sol";
import {IModularCompliance} from "../compliance/IModularCompliance.sol";
import {ILifecycleGateModule} from "../compliance/modules/ILifecycleGateModule.sol";
import {IRwaTokenFactory} from "../token/IRwaTokenFactory.sol";
import {ILifecycle} from "./ILifecycle.sol";
import {IStructuring} from "./IStructuring.sol";
import {ITokenization} from "./ITokenization.sol";

/// @notice See {ITokenization}.
contract Tokenization is ITokenization, AccessManaged {
    ILifecycle public immutable lifecycle;
    IStructuring public immutable structuring;
    IRwaTokenFactory public immutable factory;
    ILifecycleGateModule public immutable gateModule;
    address public immutable gate;

    address[] private _requiredAgents;
    mapping(AssetId asset => TokenizationRecord) private _records;

    constructor(
        address authority_,
        IStructuring structuring_,
        IRwaTokenFactory factory_,
        ILifecycleGateModule gateModule_,
        address gate_,
        ILifecycle lifecycle_,
        address[] memory requiredAgents_
    ) AccessManaged(authority_) {
        lifecycle = lifecycle_;
        structuring = structuring_;
        factory = factory_;
        gateModule = gateModule_;
        gate = gate_;
        _requiredAgents = requiredAgents_;
    }

    /// @inheritdoc ITokenization
    function submit(AssetId asset, TokenizationRecord calldata record) external {
        if (record.metadata == bytes32(0)) revert TokenizationMetadataMissing();
        _checkToken(asset, record);
        _records[asset] = record;
        bytes32 submission = lifecycle.propose(asset, Stage.Tokenized, msg.sender, keccak256(abi.encode(record)));
        emit TokenizationSubmitted(asset, submission, record);
    }

    /// @inheritdoc ITokenization
    function approve(AssetId asset) external restricted {
        TokenizationRecord memory record = _records[asset];
        _checkToken(asset, record);
        lifecycle.approve(asset, Stage.Tokenized, msg.sender);
        lifecycle.linkToken(asset, record.token);
    }

    /// @inheritdoc ITokenization
    function recordOf(AssetId asset) external view returns (TokenizationRecord memory) {
        return _records[asset];
    }

    /// @inheritdoc ITokenization
    function requiredAgents() external view returns (address[] memory) {
        return _requiredAgents;
    }

    function _checkToken(AssetId asset, TokenizationRecord memory record) private view {
        address token = record.token;
        if (!factory.isSuite(token)) revert TokenizationTokenUnknown(token);
        bytes32 codeHash = factory.tokenImplementation().codehash;
        if (record.codeHash != codeHash) revert TokenizationCodeMismatch(codeHash, record.codeHash);
        address owner = IERC173(token).owner();
        if (owner != authority()) revert TokenizationOwnerMismatch(authority(), owner);
        uint8 expected = structuring.termsOf(asset).decimals;
        uint8 actual = IERC3643(token).decimals();
        if (actual != expected) revert TokenizationDecimalsMismatch(expected, actual);
        uint256 supply = IERC3643(token).totalSupply();
        if (supply != 0) revert TokenizationSupplyNotZero(supply);
        _checkControl(token);
    }

    /// @dev The gate binds every mint and transfer; the agents are the stage contracts that act on the token.
    function _checkControl(address token) private view {
        address compliance = address(IERC3643(token).compliance());
        bool isGated =
            IModularCompliance(compliance).isModuleBound(address(gateModule)) && gateModule.gateOf(compliance) == gate;
        if (!isGated) revert TokenizationGateMissing(token, address(gateModule));
        for (uint256 i = 0; i < _requiredAgents.length; ++i) {
            if (!IAgentRole(token).isAgent(_requiredAgents[i])) {
                revert TokenizationAgentMissing(token, _requiredAgents[i]);
            }
        }
    }
}
