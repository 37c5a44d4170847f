// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Bytes} from "@openzeppelin/contracts/utils/Bytes.sol";
import {IClaimVerifier} from "../../interfaces/IClaimVerifier.sol";
import {IClaimIssuer} from "../../interfaces/erc3643/IClaimIssuer.sol";
import {IERC735} from "../../interfaces/erc3643/IERC735.sol";
import {IIdentity} from "../../interfaces/erc3643/IIdentity.sol";
import {IClaimReader} from "./IClaimReader.sol";
import {Party} from "./Party.sol";

/// @notice Asks identities and claim issuers whether claims stand; what it asks is taken for hostile. Source:
/// IDENTITY-7 to IDENTITY-10, IDENTITY-79.
abstract contract ClaimReader is IClaimReader {
    using Address for address;
    using Bytes for bytes;

    /// @dev Gas one claim may cost, identity and issuer together. An ONCHAINID claim behind proxies takes about 70,000.
    uint256 private constant CLAIM_GAS = 400_000;
    uint256 private constant DIRECT = 1 << 160;
    /// @dev Words before the dynamic part: of what `getClaim` returns, and of what `isClaimValid` takes. In bytes.
    uint256 private constant CLAIM_HEAD = 6 * 32;
    uint256 private constant VALIDITY_HEAD = 4 * 32;

    /// @inheritdoc IClaimReader
    function hasValidClaim(IIdentity investor, uint256 topic, IClaimIssuer issuer) external view returns (bool) {
        bytes32 claimId = keccak256(abi.encode(issuer, topic));
        bytes memory claim = address(investor).functionStaticCall(abi.encodeCall(IERC735.getClaim, (claimId)));
        (uint256 claimTopic, , address claimIssuer, uint256 signatureAt, uint256 dataAt) = abi.decode(
            claim,
            (uint256, uint256, address, uint256, uint256)
        );
        if (claimTopic != topic || claimIssuer != address(issuer)) return false;
        // Signature and data go on as they came: only their offsets change, by the two words of head less. What is
        // wrong with them, the issuer's decoder finds.
        uint256 shift = CLAIM_HEAD - VALIDITY_HEAD;
        bytes memory head = abi.encodeWithSelector(
            IIdentity.isClaimValid.selector,
            investor,
            topic,
            signatureAt - shift,
            dataAt - shift
        );
        bytes memory answer = address(issuer).functionStaticCall(bytes.concat(head, claim.splice(CLAIM_HEAD)));
        return abi.decode(answer, (bool));
    }

    /// @dev Ends both parties' verification where their proofs of the topics end.
    function _narrow(Party memory one, Party memory two, uint256[] memory topics) internal view {
        for (uint256 i; i < topics.length; ++i) {
            uint256[] memory sources = _sourcesFor(topics[i]);
            uint48 first;
            uint48 second;
            for (uint256 j; j < sources.length; ++j) {
                bool asksFirst = first <= block.timestamp && one.verifiedUntil != 0;
                bool asksSecond = second <= block.timestamp && two.verifiedUntil != 0;
                if (!asksFirst && !asksSecond) break;
                (uint48 firstUntil, uint48 secondUntil) = _ask(
                    sources[j],
                    topics[i],
                    asksFirst ? one.identity : address(0),
                    asksSecond ? two.identity : address(0)
                );
                if (firstUntil > first) first = firstUntil;
                if (secondUntil > second) second = secondUntil;
            }
            if (first < one.verifiedUntil) one.verifiedUntil = first;
            if (second < two.verifiedUntil) two.verifiedUntil = second;
        }
    }

    function _ask(uint256 source, uint256 topic, address first, address second) private view returns (uint48, uint48) {
        address issuer = address(uint160(source));
        if (source & DIRECT != 0) return _askDirectly(issuer, topic, first, second);
        return (_askIdentity(first, topic, issuer), _askIdentity(second, topic, issuer));
    }

    /// @dev All that the identity can do, returning too much included, happens inside the bounded call.
    function _askIdentity(address investor, uint256 topic, address issuer) private view returns (uint48) {
        if (investor == address(0)) return 0;
        uint256 available = gasleft();
        try this.hasValidClaim{gas: CLAIM_GAS}(IIdentity(investor), topic, IClaimIssuer(issuer)) returns (bool valid) {
            return valid ? type(uint48).max : 0;
        } catch {
            _checkGas(available);
            return 0;
        }
    }

    /// @dev An issuer that fails, or is gone, vouches for nothing.
    function _askDirectly(
        address issuer,
        uint256 topic,
        address first,
        address second
    ) private view returns (uint48, uint48) {
        uint256 available = gasleft();
        (bool answered, bytes memory answer) = issuer.staticcall{gas: CLAIM_GAS}(
            abi.encodeCall(IClaimVerifier.claimsValidUntil, (first, second, topic))
        );
        if (!answered) _checkGas(available);
        if (!answered || answer.length != 64) return (0, 0);
        (uint256 one, uint256 two) = abi.decode(answer, (uint256, uint256));
        // What is no time is no word, and nobody has none.
        return (
            one > type(uint48).max || first == address(0) ? 0 : uint48(one),
            two > type(uint48).max || second == address(0) ? 0 : uint48(two)
        );
    }

    /// @dev Issuers trusted for a topic, as {ITrustedIssuers-claimSourcesFor} has them.
    function _sourcesFor(uint256 topic) internal view virtual returns (uint256[] memory);

    /// @dev A failure counts only if the call got all of CLAIM_GAS, a 64th of what there was staying here (EIP-150);
    /// after less, the answer would be the choice of who sent too little. What is left after the failure does not tell:
    /// every frame of a nested call leaves a 64th too.
    function _checkGas(uint256 available) private pure {
        if (available < CLAIM_GAS + CLAIM_GAS / 32) revert RegistryGasTooLow();
    }
}
